package io.parley.server.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.server.Home;
import io.parley.server.Json;
import io.parley.server.ServerFault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** {@link Callers} in a process of their own, and what they are told. On a thread that may block. */
final class CallersProcess implements AutoCloseable {
    private static final long END_SECONDS = 10;

    private final Process process;
    private final PrintWriter orders;
    private final BufferedReader answers;

    CallersProcess(Home home, long seed) {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Dparley.home=" + home.folder(),
                        Callers.class.getName(),
                        Long.toString(seed)))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("the callers cannot start", e);
        }
        orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        answers = process.inputReader(StandardCharsets.UTF_8);
        line();
    }

    private JsonNode line() {
        try {
            String line = answers.readLine();
            if (line == null) {
                throw new ServerFault("the callers have ended");
            }
            return Json.read(line);
        } catch (IOException e) {
            throw new UncheckedIOException("the callers do not answer", e);
        }
    }

    /**
     * Has them phone, and waits until all calls are over.
     *
     * @param begun run when the measured time begins, with the callers' counts by then, and
     * @param ended when it is over
     * @param call told of every call
     */
    void phone(
            String uri,
            int lines,
            long spreadMillis,
            long measuredMillis,
            Consumer<LatencyLevel.Steps> begun,
            Consumer<LatencyLevel.Steps> ended,
            Consumer<CallerReport> call) {
        orders.println(Json.text(
                Map.of("uri", uri, "lines", lines, "spread_ms", spreadMillis, "measured_ms", measuredMillis)));
        for (JsonNode line = line(); !line.path("told").asText().equals("over"); line = line()) {
            LatencyLevel.Steps steps = new LatencyLevel.Steps(
                    line.path("steps").asLong(), line.path("late").asLong(), 0);
            switch (line.path("told").asText()) {
                case "begun" -> begun.accept(steps);
                case "ended" -> ended.accept(steps);
                default -> {
                    if (line.has("failed")) {
                        throw new ServerFault(
                                "a call failed: " + line.path("failed").asText());
                    }
                    call.accept(CallerReport.read(line));
                }
            }
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        orders.close();
        Programs.awaitEnd(process, END_SECONDS);
    }
}
