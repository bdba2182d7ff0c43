package io.parley.actions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Another JVM that runs a private Redis, as Parley does; to be killed. */
final class ParleyProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private ParleyProcess(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** What runs in the other JVM: starts Redis, says its process id or what is wrong, and ends with its input. */
    public static void main(String[] args) throws IOException {
        EmbeddedRedis.Options options =
                new EmbeddedRedis.Options(Path.of(args[0]), null, Boolean.parseBoolean(args[1]), true);
        try {
            EmbeddedRedis redis = EmbeddedRedis.start(options, new ActionsCounters());
            try (RawRedis raw = new RawRedis(redis.uri())) {
                raw.redis().set("from", "the other process");
                raw.awaitFile();
            }
            System.out.println("pid " + redis.pid());
        } catch (StoreException e) {
            System.out.println("error " + e.getMessage());
        }
        while (System.in.read() >= 0) {
            // Its end is the sign to end.
        }
        System.exit(0);
    }

    static ParleyProcess start(Path data, boolean withParley) {
        try {
            return new ParleyProcess(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx128m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            ParleyProcess.class.getName(),
                            data.toString(),
                            Boolean.toString(withParley))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What it said first. */
    String said() {
        return Await.get(CompletableFuture.supplyAsync(() -> {
            try {
                String line = output.readLine();
                while (line != null && !line.startsWith("pid ") && !line.startsWith("error ")) {
                    line = output.readLine();
                }
                return String.valueOf(line);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }));
    }

    ProcessHandle redis() {
        String said = said();
        if (!said.startsWith("pid ")) {
            throw new AssertionError(said);
        }
        return ProcessHandle.of(Long.parseLong(said.substring(4))).orElseThrow();
    }

    /** As kill -9. */
    void kill() {
        Await.get(process.destroyForcibly().onExit());
    }

    void endInOrder() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        Await.get(process.onExit());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
