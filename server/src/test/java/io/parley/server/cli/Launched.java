package io.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.testkit.Eventually;
import io.parley.testkit.Outside;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code ./parley}, or a program that embeds it, as a process of its own, with what was built. */
public final class Launched implements AutoCloseable {
    private static final Path LIBRARIES = Outside.home().resolve("server/target/lib");

    private final Process process;
    private final Path screen;

    Launched(Path folder, Map<String, String> environment, String... args) {
        this(folder, environment, command(Outside.home().resolve("parley").toString(), args));
    }

    /** A program in one file of Java, run from its source as its writer would. */
    public static Launched program(Path folder, Path source, String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx320m",
                "-Dparley.home=" + Outside.home(),
                "-cp",
                LIBRARIES + "/*"));
        command.addAll(command(source.toString(), args));
        return new Launched(folder, Map.of(), command);
    }

    private static List<String> command(String program, String... args) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(args));
        return command;
    }

    private Launched(Path folder, Map<String, String> environment, List<String> command) {
        if (!Files.isRegularFile(LIBRARIES.resolve("parley-server-0.1.0-SNAPSHOT.jar"))) {
            Outside.missing("a built server in server/target/lib (mvn package)");
        }
        try {
            screen = folder.resolve("screen");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(screen.toFile());
            builder.environment().put("PARLEY_NO_BUILD", "1");
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it printed so far, both streams. */
    public String screen() {
        try {
            return Files.readString(screen);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another process tells nobody what it prints: looks until it has. */
    public void prints(String text, Duration within) {
        Eventually.isTrue(
                () -> "prints '" + text + "' or ends: " + screen(),
                within,
                () -> screen().contains(text) || !process.isAlive());
        assertThat(screen()).contains(text);
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    public int exit(Duration within) throws InterruptedException {
        assertThat(process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS))
                .as(this::screen)
                .isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
