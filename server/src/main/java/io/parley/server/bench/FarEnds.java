package io.parley.server.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A {@link Blaster} in a process of its own, and what it is told. On a thread that may block. */
final class FarEnds implements AutoCloseable {
    private static final long END_SECONDS = 5;

    private final Process process;
    private final PrintWriter orders;
    private final BufferedReader answers;
    private final List<Integer> ports;

    /** @param cores what it may run on */
    FarEnds(int calls, int payloadType, List<String> cores) {
        List<String> command = new ArrayList<>(cores);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-cp",
                ownClasses(),
                Blaster.class.getName(),
                Integer.toString(calls),
                Integer.toString(payloadType)));
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("the blaster cannot start", e);
        }
        orders = new PrintWriter(process.outputWriter(StandardCharsets.US_ASCII), true);
        answers = process.inputReader(StandardCharsets.US_ASCII);
        ports = Arrays.stream(answer("ports").split(" ")).map(Integer::valueOf).toList();
    }

    /** The blaster needs nothing but the JDK and the folder or archive that it lies in. */
    private static String ownClasses() {
        try {
            return Path.of(Blaster.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where the far ends are, one port of loopback for each call. */
    List<Integer> ports() {
        return ports;
    }

    /**
     * Sends, and watches what comes back.
     *
     * @param targets ports, one for each call
     * @param begun run when the warming is over and the measurement begins
     */
    Watched measure(List<Integer> targets, long warmMillis, long measuredMillis, Runnable begun) {
        orders.println("to " + targets.stream().map(String::valueOf).collect(Collectors.joining(" ")));
        orders.println("measure " + warmMillis + " " + measuredMillis);
        answer("begun");
        begun.run();
        Map<String, Double> values = new HashMap<>();
        for (String word : answer("result").split(" ")) {
            String[] pair = word.split("=");
            values.put(pair[0], Double.valueOf(pair[1]));
        }
        return Watched.of(values);
    }

    private String answer(String word) {
        try {
            String line = answers.readLine();
            if (line == null || !line.startsWith(word)) {
                throw new IllegalStateException("the blaster said '" + line + "', expected " + word);
            }
            return line.substring(word.length()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the blaster does not answer", e);
        }
    }

    @Override
    public void close() {
        orders.close();
        Programs.awaitEnd(process, END_SECONDS);
    }
}
