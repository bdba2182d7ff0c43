package io.parley.models.recogniser;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.testkit.Outside;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where Vosk has no library the reason is one line, and nothing crashes. */
@Timeout(60)
class UnsupportedSystemIT {
    @Test
    void namesTheSystemThatVoskHasNoLibraryFor() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dos.arch=riscv64",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        UnsupportedSystemIT.class.getName(),
                        Outside.home()
                                .resolve("models/target/packs/dictation-en")
                                .toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(output).contains("Vosk has no library for " + System.getProperty("os.name") + " on riscv64\n");
    }

    /** What the process runs, as if on another machine. */
    public static void main(String[] args) {
        try (VoskModel model = VoskModel.open(Path.of(args[0]))) {
            System.out.println("loaded " + model);
        } catch (RecogniserException e) {
            System.out.println(e.getMessage());
        }
    }
}
