package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.media.AudioFiles;
import io.parley.testkit.Eventually;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The phone in the browser: a real Chromium with a recording for a microphone, and what HTTP refuses. */
@Timeout(180)
@ExtendWith(Served.Here.class)
class BrowserPhoneIT {
    private static final int RATE = 16_000;
    /** Until the greeting is over. */
    private static final int WAIT_SECONDS = 8;

    private static final int REST_SECONDS = 40;
    private static final Duration LONG = Duration.ofSeconds(60);

    private static String page(Served served, String number) {
        return "http://localhost:" + served.trial.parley().httpPort() + "/phone/?number=" + number;
    }

    private static short[] saying(Served served, String recording) {
        short[] speech = AudioFiles.read(served.home.examples().resolve(recording));
        short[] microphone = new short[RATE * (WAIT_SECONDS + REST_SECONDS) + speech.length];
        System.arraycopy(speech, 0, microphone, RATE * WAIT_SECONDS, speech.length);
        return microphone;
    }

    private static void call(Chromium browser, Served served, String number) {
        browser.open(page(served, number));
        Eventually.isTrue(
                "the page is ready",
                LONG,
                () -> !browser.run("return document.getElementById('number').value")
                        .asText()
                        .isEmpty());
        browser.click("call");
        Eventually.isTrue(
                () -> "they talk; the page says: " + browser.text("state"),
                LONG,
                () -> browser.text("state").startsWith("Talking to"));
        Eventually.isTrue(
                "the greeting is heard in the browser",
                LONG,
                () -> browser.run("return document.getElementById('theirs').value")
                                .asDouble()
                        > 0.3);
    }

    @Test
    void theBrowserHearsTheAgentAndItsOrderIsUnderstood(Served served) {
        List<Map<String, String>> before = served.examples().orders();
        try (Chromium browser = new Chromium(saying(served, "coffee-shop/calls/latte.wav"))) {
            call(browser, served, "coffee");
            Eventually.isTrue(
                    () -> "an order arrives; the page says: " + browser.text("state"),
                    LONG,
                    () -> served.examples().orders().size() > before.size());
            assertThat(served.examples().orders().get(before.size()))
                    .isEqualTo(Map.of("size", "large", "drink", "latte"));
            Eventually.isTrue(
                    () -> "the page knows that the agent has hung up: " + browser.text("state"),
                    LONG,
                    () -> browser.text("state").equals("The agent has said goodbye."));
            Eventually.isTrue(
                    "nothing is left", LONG, () -> served.trial.parley().liveCalls() == 0);
        }
    }

    @Test
    void digitsArePressedAndTheCallerHangsUp(Served served) {
        double before = served.http.metric("parley_media_digits_received_total");
        try (Chromium browser = new Chromium(new short[RATE * REST_SECONDS])) {
            call(browser, served, "coffee");
            browser.run("document.querySelectorAll('#pad button')[4].click()");
            Eventually.isTrue(
                    "the digit is heard",
                    LONG,
                    () -> served.http.metric("parley_media_digits_received_total") == before + 1);
            browser.click("hang-up");
            assertThat(browser.text("state")).isEqualTo("You hung up.");
            Eventually.isTrue(
                    "the server knows", LONG, () -> served.trial.parley().liveCalls() == 0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "coffee, application/sdp, http://evil.example, v=0, 403",
        "coffee, application/sdp, null, v=0, 403",
        "coffee, text/plain, '', v=0, 415",
        "nobody, application/sdp, '', v=0, 404",
        "coffee, application/sdp, '', hello, 400",
        "coffee, application/sdp, '', ' ', 400",
    })
    void whatIsNoCallIsRefused(String number, String type, String origin, String body, int status, Served served)
            throws IOException, InterruptedException {
        assertThat(post(served, number, type, origin, body)).isEqualTo(status);
        assertThat(served.trial.parley().liveCalls()).isZero();
    }

    @Test
    void moreThanADescriptionMayHaveIsNotRead(Served served) throws IOException, InterruptedException {
        assertThat(post(served, "coffee", "application/sdp", "", "a".repeat(10_000)))
                .isEqualTo(413);
    }

    private static int post(Served served, String number, String type, String origin, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + served.trial.parley().httpPort() + "/phone/" + number))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!origin.isEmpty()) {
            request.header("Origin", origin);
        }
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        return answer.statusCode();
    }
}
