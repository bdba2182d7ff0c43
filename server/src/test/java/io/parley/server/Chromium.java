package io.parley.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.testkit.Eventually;
import io.parley.testkit.FreePort;
import io.parley.testkit.Outside;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** A real Chromium without a window, by WebDriver (W3C): its microphone is a recording, allowed without asking. */
final class Chromium implements AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration SLOW = Duration.ofSeconds(60);

    private final String driver;
    private final Process process;
    private String session = "";

    /** @param microphone 16 kHz; silence follows */
    Chromium(short[] microphone) {
        Path program = Outside.program("chromedriver");
        Path browser = Outside.program("chromium");
        int port = FreePort.next();
        driver = "http://127.0.0.1:" + port;
        try {
            Path folder = Files.createTempDirectory("chromium");
            Path speech = folder.resolve("microphone.wav");
            write(speech, microphone);
            process = new ProcessBuilder(program.toString(), "--port=" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("driver.log").toFile())
                    .start();
            Eventually.isTrue("chromedriver is there", SLOW, this::isReady);
            List<String> arguments = List.of(
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--autoplay-policy=no-user-gesture-required",
                    "--use-fake-ui-for-media-stream",
                    "--use-fake-device-for-media-stream",
                    "--use-file-for-fake-audio-capture=" + speech + "%noloop",
                    "--user-data-dir=" + folder.resolve("profile"));
            Map<String, Object> options = Map.of("binary", browser.toString(), "args", arguments);
            session = "/session/"
                    + ask(
                                    "POST",
                                    "/session",
                                    Map.of(
                                            "capabilities",
                                            Map.of("alwaysMatch", Map.of("goog:chromeOptions", options))))
                            .get("sessionId")
                            .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, short[] samples) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        AudioFormat format = new AudioFormat(16_000, 16, 1, true, false);
        try (AudioInputStream audio =
                new AudioInputStream(new ByteArrayInputStream(bytes.array()), format, samples.length)) {
            AudioSystem.write(audio, AudioFileFormat.Type.WAVE, file.toFile());
        }
    }

    private boolean isReady() {
        try {
            return ask("GET", "/status", Map.of()).get("ready").asBoolean();
        } catch (AssertionError e) {
            return false;
        }
    }

    void open(String url) {
        ask("POST", session + "/url", Map.of("url", url));
    }

    /** What a function body gives back in the page. */
    JsonNode run(String script) {
        return ask("POST", session + "/execute/sync", Map.of("script", script, "args", List.of()));
    }

    void click(String id) {
        run("document.getElementById('" + id + "').click()");
    }

    String text(String id) {
        return run("return document.getElementById('" + id + "').textContent").asText();
    }

    private JsonNode ask(String method, String path, Map<String, Object> body) {
        HttpRequest.BodyPublisher sent = method.equals("POST")
                ? HttpRequest.BodyPublishers.ofString(Json.text(body))
                : HttpRequest.BodyPublishers.noBody();
        HttpRequest request = HttpRequest.newBuilder(URI.create(driver + path))
                .timeout(SLOW)
                .header("Content-Type", "application/json")
                .method(method, sent)
                .build();
        try {
            HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(path + ": " + answer.body());
            }
            return Json.read(answer.body()).get("value");
        } catch (IOException e) {
            throw new AssertionError(path + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            if (!session.isEmpty()) {
                ask("DELETE", session, Map.of());
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }
}
