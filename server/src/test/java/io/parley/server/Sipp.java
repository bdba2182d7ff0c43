package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.testkit.Outside;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** SIPp as a caller: one process for one scenario, on a loopback address of its own. */
final class Sipp {
    private static final int SECONDS = 30;

    private Sipp() {}

    /**
     * Runs a scenario to its end, and fails with SIPp's own words when a call went otherwise.
     *
     * @param calls all begun within a second
     */
    static void run(Path scenario, String number, Transport transport, InetSocketAddress to, int calls) {
        Path folder = null;
        Process process = null;
        try {
            folder = Files.createTempDirectory("sipp");
            process = new ProcessBuilder(command(scenario, number, transport, to, calls, folder))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("screen").toFile())
                    .directory(folder.toFile())
                    .start();
            assertThat(process.waitFor(SECONDS + 5, TimeUnit.SECONDS))
                    .as("SIPp came to an end")
                    .isTrue();
            assertThat(process.exitValue()).as(words(folder)).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
            Folders.delete(folder);
        }
    }

    private static List<String> command(
            Path scenario, String number, Transport transport, InetSocketAddress to, int calls, Path folder) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String own = "127." + random.nextInt(1, 255) + "." + random.nextInt(256) + "." + random.nextInt(1, 255);
        String times = Integer.toString(calls);
        return List.of(
                Outside.program("sipp").toString(),
                "-sf",
                scenario.toString(),
                "-i",
                own,
                "-mi",
                own,
                "-p",
                "5060",
                "-t",
                transport == Transport.UDP ? "u1" : "t1",
                "-m",
                times,
                "-r",
                times,
                "-l",
                times,
                "-timeout",
                SECONDS + "s",
                "-timeout_error",
                "-nostdin",
                "-trace_err",
                "-error_file",
                folder.resolve("errors").toString(),
                "-s",
                number,
                to.getAddress().getHostAddress() + ":" + to.getPort());
    }

    private static String words(Path folder) throws IOException {
        Path errors = folder.resolve("errors");
        String text = Files.exists(errors) ? Files.readString(errors, StandardCharsets.ISO_8859_1) : "";
        return text.isEmpty() ? Files.readString(folder.resolve("screen"), StandardCharsets.ISO_8859_1) : text;
    }
}
