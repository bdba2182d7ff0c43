package io.parley.server.bench;

import io.parley.server.ServerFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** SIPp (Debian: {@code sip-tester}) as a caller or as who is called, on loopback, over UDP. On a thread that may block. */
final class Sipp implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int SAMPLE_MILLIS = 50;
    /** After the last call has begun; a call that takes longer has failed. */
    private static final int PATIENCE_SECONDS = 40;
    /** Exit codes: all calls were as they should be, one or more were not. */
    private static final int ALL_WELL = 0;

    private static final int SOME_FAILED = 1;

    private final Path folder;
    private final Process process;
    private final int port;
    private final int seconds;
    private long cpuNanos;

    private Sipp(Path folder, Process process, int port, int seconds) {
        this.folder = folder;
        this.process = process;
        this.port = port;
        this.seconds = seconds;
    }

    static boolean isInstalled() {
        return Programs.find("sipp") != null;
    }

    /**
     * Calls, so many times a second, whatever becomes of the calls before.
     *
     * @param cores in front of its command
     */
    static Sipp calling(InetSocketAddress to, int perSecond, int calls, List<String> cores) {
        int seconds = calls / perSecond + PATIENCE_SECONDS;
        List<String> how = List.of(
                "-r",
                "" + perSecond,
                "-m",
                "" + calls,
                "-l",
                "" + calls,
                "-timeout",
                seconds + "s",
                "-trace_stat",
                "-stf",
                "statistics",
                "-trace_rtt",
                "-rtt_freq",
                "1",
                "-s",
                "bench",
                to.getAddress().getHostAddress() + ":" + to.getPort());
        return start("call.xml", how, seconds, cores);
    }

    /** Answers until it is closed. */
    static Sipp answering(List<String> cores) {
        return start("answer.xml", List.of(), Integer.MAX_VALUE, cores);
    }

    private static Sipp start(String scenario, List<String> how, int seconds, List<String> cores) {
        try {
            Path folder = Files.createTempDirectory("parley-sipp");
            copy(scenario, folder);
            int port = Programs.freePort();
            List<String> command = new ArrayList<>(cores);
            command.addAll(List.of(
                    String.valueOf(Programs.find("sipp")),
                    "-sf",
                    scenario,
                    "-i",
                    LOOPBACK,
                    "-mi",
                    LOOPBACK,
                    "-p",
                    "" + port,
                    "-t",
                    "u1",
                    "-nostdin"));
            command.addAll(how);
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("screen").toFile())
                    .start();
            return new Sipp(folder, process, port, seconds);
        } catch (IOException e) {
            throw new UncheckedIOException("SIPp cannot start", e);
        }
    }

    /** A file that lies beside this class. */
    static String text(String name) throws IOException {
        try (InputStream in = Sipp.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void copy(String name, Path folder) throws IOException {
        Files.writeString(folder.resolve(name), text(name));
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /**
     * Waits until it has made its calls.
     *
     * @throws ServerFault with its own words when it fell over
     */
    SippCalls calls() throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds + PATIENCE_SECONDS);
        while (!process.waitFor(SAMPLE_MILLIS, TimeUnit.MILLISECONDS)) {
            cpuNanos = Math.max(cpuNanos, ProcessLoad.of(process.toHandle()).cpuNanos());
            if (System.nanoTime() - until > 0) {
                throw new ServerFault("SIPp did not come to an end");
            }
        }
        try {
            int exit = process.exitValue();
            if (exit != ALL_WELL && exit != SOME_FAILED && !Files.exists(folder.resolve("statistics"))) {
                throw new ServerFault("SIPp ended with " + exit + ": " + Files.readString(folder.resolve("screen")));
            }
            return SippCalls.read(Files.readAllLines(folder.resolve("statistics")), times());
        } catch (IOException e) {
            throw new UncheckedIOException("SIPp's figures cannot be read", e);
        }
    }

    private List<String> times() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Path file = files.filter(path -> path.toString().endsWith("_rtt.csv"))
                    .findFirst()
                    .orElse(null);
            return file == null ? List.of() : Files.readAllLines(file);
        }
    }

    /** Processor time that it has used so far, or until it ended, give or take {@value #SAMPLE_MILLIS} ms. */
    long cpuNanos() {
        cpuNanos = Math.max(cpuNanos, ProcessLoad.of(process.toHandle()).cpuNanos());
        return cpuNanos;
    }

    @Override
    public void close() {
        Programs.end(process);
        Programs.delete(folder);
    }
}
