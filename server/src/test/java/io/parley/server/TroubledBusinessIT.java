package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.CallRecord;
import io.parley.server.trial.TrialCall;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the business does, the caller is told something, and soon. Every kiosk is phoned once, all at a time. */
@Timeout(180)
@ExtendWith(Served.Here.class)
class TroubledBusinessIT {
    /** A filler is due when an action takes 700 ms; the rest is what any answer takes, on a busy machine. */
    private static final double LONGEST_WAIT_MILLIS = 2_000;

    private static final List<String> KIOSKS =
            List.of("down", "slow", "rubbish", "broken", "hung", "drip", "flood", "away", "cut", "nowhere");

    private static final Map<String, TrialCall> CALLS = new HashMap<>();

    @BeforeAll
    static void phone(Served served) {
        Map<String, Future<TrialCall>> running = new HashMap<>();
        for (String kiosk : KIOSKS) {
            running.put(kiosk, served.phone(kiosk, served.coffee("latte")));
        }
        running.forEach((kiosk, call) -> CALLS.put(kiosk, Served.over(call)));
    }

    @ParameterizedTest
    @CsvSource({
        "down, failed",
        "rubbish, failed",
        "broken, failed",
        "hung, late",
        "drip, late",
        "flood, failed",
        "away, failed",
        "cut, failed",
        "nowhere, failed"
    })
    void aFailureIsToldInASentence(String kiosk, String outcome) {
        CallRecord record = CALLS.get(kiosk).record();
        assertThat(record.actions()).singleElement().satisfies(run -> {
            assertThat(run.outcome()).isEqualTo(outcome);
            assertThat(run.args()).containsEntry("drink", "latte");
        });
        assertThat(heard(kiosk))
                .as(() -> CALLS.get(kiosk).events().toString())
                .contains("I am sorry, I could not reach the kitchen");
    }

    @ParameterizedTest
    @ValueSource(strings = {"slow", "hung", "drip"})
    void aSlowBusinessIsCoveredByItsWaitingPhrase(String kiosk) {
        assertThat(heard(kiosk))
                .as(() -> CALLS.get(kiosk).events().toString())
                .contains("One moment, I am placing your order");
    }

    @Test
    void aSlowBusinessesAnswerIsToldWhenItComes() {
        assertThat(heard("slow"))
                .as(() -> CALLS.get("slow").events().toString())
                .contains("Your order number is");
        assertThat(CALLS.get("slow").record().actions())
                .singleElement()
                .satisfies(run -> assertThat(run.millis()).isGreaterThanOrEqualTo(Kiosks.SLOW_MILLIS));
    }

    @ParameterizedTest
    @FieldSource("KIOSKS")
    void theLineIsNeverDead(String kiosk) {
        assertThat(CALLS.get(kiosk).report().turns())
                .singleElement()
                .satisfies(turn -> assertThat(turn.earToEarMillis()).isBetween(0.0, LONGEST_WAIT_MILLIS));
    }

    /** Everything that the caller heard, by the call's events: fillers belong to no turn. */
    private static String heard(String kiosk) {
        StringBuilder heard = new StringBuilder();
        CALLS.get(kiosk).events().stream()
                .filter(e -> e.event().event().equals("spoken"))
                .forEach(e -> heard.append(e.event().data().get("heard")).append('\n'));
        return heard.toString();
    }
}
