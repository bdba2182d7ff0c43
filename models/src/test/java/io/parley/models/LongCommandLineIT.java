package io.parley.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.testkit.Outside;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A product started with a long class path must not die in ONNX Runtime (see {@link OnnxEnvironment}). */
@Timeout(120)
class LongCommandLineIT {

    @Test
    void aGraphLoadsHoweverLongTheCommandLine() throws IOException, InterruptedException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String padding = ":/nonexistent/some/long/path/to/a/jar-file.jar".repeat(2_000);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        classPath + padding,
                        LongCommandLineIT.class.getName(),
                        Outside.home()
                                .resolve("models/src/test/resources/small.onnx")
                                .toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        assertThat(output).contains("loaded");
    }

    /** What the process runs. */
    public static void main(String[] args) {
        try (Graph graph = Graph.open(Path.of(args[0]))) {
            System.out.println("loaded " + graph.file());
        }
    }
}
