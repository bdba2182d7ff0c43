package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.agent.CallRecord;
import io.parley.agent.Termination;
import io.parley.server.phone.Move;
import io.parley.server.trial.TrialCall;
import io.parley.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A call to the coffee shop from our own telephone, and every trace that it leaves. */
@Timeout(180)
@ExtendWith(Served.Here.class)
class ConversationIT {
    private static Served served;
    private static double callsBefore;
    private static int ordersBefore;
    private static TrialCall call;

    @BeforeAll
    static void phone(Served here) {
        served = here;
        callsBefore = served.http.metric(ended());
        ordersBefore = served.examples().orders().size();
        call = Served.over(served.phone("coffee", served.coffee("latte")));
    }

    private static String ended() {
        return "parley_calls_total{agent=\"coffee-shop\",result=\"ok\",termination=\"agent-ended\",}";
    }

    @Test
    void isNotReadyBeforeTheModelsAreWarm() {
        assertThat(served.start.keySet())
                .containsExactly(
                        "loading the models",
                        "loading the recognisers of free speech",
                        "compiling what callers may say",
                        "warming the models and rendering the prompts");
        served.start.forEach((step, answer) -> assertThat(answer).isEqualTo("200 503 " + step));
        assertThat(served.http.get("/ready").statusCode()).isEqualTo(200);
        assertThat(served.http.get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void theBusinessGetsTheOrder() {
        List<Map<String, String>> orders = served.examples().orders();
        assertThat(orders.subList(ordersBefore, orders.size()))
                .containsExactly(Map.of("size", "large", "drink", "latte"));
    }

    @Test
    void theCallerHearsTheOrdersNumberAndIsHungUpOn() {
        assertThat(call.report().termination()).isEqualTo(Termination.agentEnded());
        assertThat(call.record().turns())
                .anySatisfy(turn -> assertThat(turn.replyHeard()).startsWith("Your order number is"));
        assertThat(call.report().turns()).singleElement().satisfies(turn -> {
            assertThat(turn.earToEarMillis()).isPositive();
            assertThat(turn.cutIn()).isFalse();
        });
    }

    @Test
    void theRecordInRedisIsTheWholeCall() {
        String id = call.record().call().id();
        Eventually.isTrue("the record is written", Duration.ofSeconds(5), () -> record(id) != null);
        JsonNode record = Json.read(record(id));
        assertThat(record.path("agent").asText()).isEqualTo("coffee-shop");
        assertThat(record.path("number").asText()).isEqualTo("coffee");
        assertThat(record.path("termination").asText()).isEqualTo("agent-ended");
        assertThat(record.path("live").asBoolean()).isFalse();
        assertThat(record.path("turns").size()).isEqualTo(call.record().turns().size());
        assertThat(record.path("actions").get(0).path("outcome").asText()).isEqualTo("ok");
        assertThat(record.path("actions").get(0).path("args").path("drink").asText())
                .isEqualTo("latte");
        assertThat(record.path("media").path("packets_received").asInt()).isPositive();
        assertThat(served.http.json("/calls/" + id)).isEqualTo(record);
    }

    private static String record(String id) {
        return Waiting.on(served.store.record(id), "the record");
    }

    @Test
    void theTranscriptInRedisHasBothSidesInOrder() {
        String id = call.record().call().id();
        List<String> said = Waiting.on(served.store.transcript(id), "the transcript").stream()
                .map(Json::read)
                .map(turn ->
                        turn.path("who").asText() + ": " + turn.path("text").asText())
                .toList();
        assertThat(said.get(0)).startsWith("agent: Hello, this is the automatic barista.");
        assertThat(said.get(1)).startsWith("caller: ").contains("large latte");
        assertThat(said.subList(2, said.size())).anyMatch(turn -> turn.startsWith("agent: Your order number is"));
    }

    @Test
    void metricsShowTheCall() {
        assertThat(served.http.metric(ended())).isEqualTo(callsBefore + 1);
        assertThat(served.http.metric("parley_ear_to_ear_seconds_count")).isPositive();
        assertThat(served.http.metric("parley_call_mos_count")).isPositive();
        assertThat(served.http.metric("parley_action_seconds_count{action=\"orders.place\",outcome=\"ok\",}"))
                .isPositive();
        assertThat(served.http.metric("parley_media_rtp_received_total")).isPositive();
        assertThat(served.http.metric("parley_sip_calls_answered_total")).isPositive();
    }

    @Test
    void httpRefusesWhatItDoesNotHave() {
        assertThat(served.http.get("/nothing").statusCode()).isEqualTo(404);
        assertThat(served.http.get("/calls/nobody").statusCode()).isEqualTo(404);
        assertThat(served.http.ask("POST", "/calls").statusCode()).isEqualTo(405);
    }

    @Test
    void aDialledDigitFillsADigitsSlot() {
        int before = served.examples().digits().size();
        TrialCall dialled = Served.over(served.phone("digits", new Move.Dial("5")));
        List<String> digits = served.examples().digits();
        assertThat(digits.subList(before, digits.size())).containsExactly("5");
        assertThat(dialled.record().turns()).extracting(CallRecord.Turn::heard).contains("5");
        assertThat(dialled.report().termination()).isEqualTo(Termination.agentEnded());
    }
}
