package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.actions.AttemptOutcome.MayPass;
import io.parley.actions.AttemptOutcome.Settled;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class HttpAnswerTest {
    private static final ResultPaths NUMBER =
            ResultPaths.read("result", Map.of("number", "$.number"), new Problems(Path.of("actions.yaml")));

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 207, 299})
    void successGivesTheResults(int status) {
        assertThat(answer(status, "{\"number\":42}"))
                .isEqualTo(new Settled(status, new ActionResult.Ok(Map.of("number", "42"))));
    }

    @Test
    void successWithoutTheResultFails() {
        assertThat(answer(204, ""))
                .isEqualTo(new Settled(204, new ActionResult.Failed(false, "the answer is not JSON")));
    }

    @ParameterizedTest
    @CsvSource({"408, true", "425, false", "429, false", "500, true", "501, true", "502, true", "503, true", "599, true"
    })
    void someFailuresMayPass(int status, boolean mayHaveActed) {
        assertThat(new HttpAnswer(status, "7", null, null, Buffer.buffer()).outcome(NUMBER))
                .isEqualTo(new MayPass(status, "HTTP " + status, Duration.ofSeconds(7), mayHaveActed));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 410, 422, 451, 499})
    void otherClientErrorsAreARefusal(int status) {
        assertThat(answer(status, ""))
                .isEqualTo(new Settled(status, new ActionResult.Refused(status, "HTTP " + status)));
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 304, 399, 600, 999})
    void anythingElseFails(int status) {
        assertThat(answer(status, "{\"number\":42}"))
                .isEqualTo(new Settled(status, new ActionResult.Failed(false, "HTTP " + status)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"detail\":\"sold out\",\"title\":\"Conflict\"}|sold out",
                "{\"title\":\"Conflict\"}|Conflict",
                "{\"message\":\"sold out\"}|sold out",
                "{\"error\":\"sold out\"}|sold out",
                "{\"error\":{\"message\":\"sold out\"}}|sold out",
                "{\"reason\":\"a\\r\\nb\\u0007\"}|a b",
                "{\"message\":\"\",\"error\":\" \"}|HTTP 409",
                "{\"message\":7}|HTTP 409",
                "[\"sold out\"]|HTTP 409",
                "null|HTTP 409",
                "<html>sold out</html>|HTTP 409",
            })
    void theReasonIsTheOtherSidesWhereItGivesOne(String body, String reason) {
        assertThat(answer(409, body)).isEqualTo(new Settled(409, new ActionResult.Refused(409, reason)));
    }

    @Test
    void aReasonIsCut() {
        String body = "{\"message\":\"" + "x".repeat(10_000) + "\"}";

        assertThat(answer(400, body))
                .isEqualTo(new Settled(400, new ActionResult.Refused(400, "x".repeat(RefusalReason.MAX_CHARS))));
    }

    private static AttemptOutcome answer(int status, String body) {
        return new HttpAnswer(status, null, null, null, Buffer.buffer(body)).outcome(NUMBER);
    }
}
