package io.parley.sip;

import io.parley.testkit.Eventually;
import io.parley.testkit.FreePort;
import io.parley.testkit.Outside;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Kamailio of its own, proxy or registrar, on a loopback address of its own, UDP and TCP on one port. */
final class Kamailio implements AutoCloseable {
    private final Path folder;
    private final Process process;
    private final InetSocketAddress address;

    /** A proxy in front of a gateway. */
    Kamailio(InetSocketAddress gateway) {
        this("proxy", Map.of("@GATEWAY@", text(gateway)));
    }

    /** @param names what its file leaves to be filled in, beside its own address */
    Kamailio(String role, Map<String, String> names) {
        try {
            Path program = Outside.program("kamailio");
            InetAddress host = Wire.loopback();
            this.address = new InetSocketAddress(host, FreePort.next(host));
            this.folder = Files.createTempDirectory("kamailio");
            Path config = Files.writeString(folder.resolve("proxy.cfg"), config(role, names));
            this.process = new ProcessBuilder(List.of(
                            program.toString(),
                            "-DD",
                            "-E",
                            "-m",
                            "16",
                            "-M",
                            "4",
                            "-f",
                            config.toString(),
                            "-Y",
                            folder.toString(),
                            "-P",
                            folder.resolve("pid").toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        Eventually.isTrue("Kamailio answers: " + log(), Duration.ofSeconds(10), this::answers);
    }

    private String config(String role, Map<String, String> names) throws IOException {
        try (InputStream in = Kamailio.class.getResourceAsStream("/kamailio/" + role + ".cfg")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("@ADDRESS@", text(address));
            for (Map.Entry<String, String> name : names.entrySet()) {
                text = text.replace(name.getKey(), name.getValue());
            }
            return text;
        }
    }

    static String text(InetSocketAddress at) {
        return at.getAddress().getHostAddress() + ":" + at.getPort();
    }

    private boolean answers() {
        try (RawPeer peer = new RawPeer(address)) {
            peer.send(peer.request("OPTIONS", "ping", 1, "k1", "", "Content-Length: 0"));
            return peer.receive(200) != null;
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return e.toString();
        }
    }

    InetSocketAddress address() {
        return address;
    }

    /** Its children end with it. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(each);
                }
            }
        } catch (IOException e) {
            // A folder below /tmp stays behind.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
