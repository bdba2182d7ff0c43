package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.testkit.Eventually;
import io.parley.testkit.FreePort;
import io.parley.testkit.Outside;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** SIPp as a peer: one process for one scenario, on a loopback address of its own. Always ends, one way or another. */
final class Sipp implements AutoCloseable {
    private static final int SECONDS = 30;
    /** Calls a second. SIPp opens its first call when the first one is due: a second later at one a second. */
    private static final int BRISK = 50;

    private final Process process;
    private final Path folder;
    private final InetSocketAddress address;
    private final int seconds;

    private Sipp(Process process, Path folder, InetSocketAddress address, int seconds) {
        this.process = process;
        this.folder = folder;
        this.address = address;
        this.seconds = seconds;
    }

    /** How SIPp is to call. */
    record Call(String scenario, String number, Transport transport, int calls, int perSecond, int atOnce) {
        static Call once(String scenario, String number, Transport transport) {
            return new Call(scenario, number, transport, 1, BRISK, 1);
        }

        /** When it must be over: half a minute, and the calls at a quarter of their rate, for a machine that is slow. */
        int seconds() {
            return SECONDS + 4 * calls / perSecond;
        }
    }

    /** Runs a calling scenario to its end and fails with SIPp's own words when it does. */
    static void run(Call call, InetSocketAddress to) {
        try (Sipp sipp = start(call, to)) {
            sipp.succeeds();
        }
    }

    static Sipp start(Call call, InetSocketAddress to) {
        return start(near(to), call, List.of("-s", call.number(), target(to)));
    }

    /** Waits to be called. */
    static Sipp answering(String scenario, Transport transport, int calls) {
        return answering(scenario, transport, calls, RawPeer.loopback());
    }

    static Sipp answering(String scenario, Transport transport, int calls, InetAddress address) {
        return start(address, new Call(scenario, "", transport, calls, 1, calls), List.of());
    }

    /** A loopback address of the family of its peer. */
    private static InetAddress near(InetSocketAddress to) {
        return to.getAddress() instanceof Inet6Address ? to.getAddress() : RawPeer.loopback();
    }

    private static String target(InetSocketAddress to) {
        return LocalAddresses.bracketed(LocalAddresses.text(to.getAddress())) + ":" + to.getPort();
    }

    /** Calls from a network namespace, by that address of its own. */
    static Sipp inNamespace(String namespace, InetAddress address, Call call, InetSocketAddress to) {
        List<String> enter = List.of(Outside.program("ip").toString(), "netns", "exec", namespace);
        return start(enter, address, call, List.of("-s", call.number(), target(to)));
    }

    private static Sipp start(InetAddress address, Call call, List<String> more) {
        return start(List.of(), address, call, more);
    }

    private static Sipp start(List<String> before, InetAddress address, Call call, List<String> more) {
        try {
            Path folder = Files.createTempDirectory("sipp");
            Files.write(folder.resolve("tone.ulaw"), tone());
            int port = FreePort.next(before.isEmpty() ? address : InetAddress.getByName("0.0.0.0"));
            List<String> command = new ArrayList<>(before);
            command.addAll(List.of(
                    Outside.program("sipp").toString(),
                    "-sf",
                    scenario(call.scenario()).toString(),
                    "-i",
                    LocalAddresses.text(address),
                    "-mi",
                    LocalAddresses.text(address),
                    "-p",
                    Integer.toString(port),
                    "-t",
                    call.transport() == Transport.UDP ? "u1" : "t1",
                    "-m",
                    Integer.toString(call.calls()),
                    "-r",
                    Integer.toString(call.perSecond()),
                    "-l",
                    Integer.toString(call.atOnce()),
                    "-timeout",
                    call.seconds() + "s",
                    "-timeout_error",
                    "-nostdin",
                    "-trace_err",
                    "-error_file",
                    folder.resolve("errors").toString()));
            command.addAll(more);
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("screen").toFile())
                    .directory(folder.toFile())
                    .start();
            return new Sipp(process, folder, new InetSocketAddress(address, port), call.seconds());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A second of a loud square wave of 1 kHz in mu-law, for scenarios that speak. */
    private static byte[] tone() {
        byte[] samples = new byte[8_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (i % 8 < 4 ? 0x9f : 0x1f);
        }
        return samples;
    }

    private static Path scenario(String name) {
        try {
            return Path.of(Sipp.class.getResource("/sipp/" + name + ".xml").toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    InetSocketAddress address() {
        return address;
    }

    /** Processor time that it has used when it ends, give or take a tenth of a second. */
    Duration cpuUntilItEnds() {
        Duration used = Duration.ZERO;
        try {
            do {
                used = process.info().totalCpuDuration().orElse(used);
            } while (!process.waitFor(100, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        return used;
    }

    /** Waits until it takes connections. */
    void listens() {
        listensWith(Transport.TCP);
    }

    /**
     * Waits until it can be sent to. The kernel's tables are read: whoever tries to bind the port may hold it in the very
     * moment in which SIPp wants it.
     */
    void listensWith(Transport transport) {
        String table = transport == Transport.TCP ? "tcp" : "udp";
        String port = String.format(":%04X", address.getPort());
        Eventually.isTrue("SIPp listens", () -> isLocal(table, port) || isLocal(table + "6", port));
    }

    private static boolean isLocal(String table, String port) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/net", table))) {
            return lines.map(line -> line.strip().split("\\s+"))
                    .anyMatch(columns -> columns.length > 1 && columns[1].endsWith(port));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Every call went as the scenario says. */
    void succeeds() {
        try {
            boolean over = process.waitFor(seconds + 5, TimeUnit.SECONDS);
            assertThat(over).as("SIPp came to an end").isTrue();
            assertThat(process.exitValue()).as(this::words).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private String words() {
        try {
            Path errors = folder.resolve("errors");
            String text = Files.exists(errors) ? Files.readString(errors, StandardCharsets.ISO_8859_1) : "";
            return text.isEmpty() ? Files.readString(folder.resolve("screen"), StandardCharsets.ISO_8859_1) : text;
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.deleteIfExists(file);
                }
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // A folder below /tmp stays behind.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
