package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.agent.CallRecord;
import io.parley.agent.Termination;
import io.parley.server.phone.Move;
import io.parley.server.trial.TrialCall;
import io.parley.testkit.Eventually;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A Redis that answers nothing, or takes nothing, while people phone: they notice nothing, and it has it all afterwards. */
@Timeout(240)
@ExtendWith(Served.Here.class)
class RedisAwayIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void whoPhonesWhileRedisHangsIsServedAndEverythingIsWrittenOnceItAnswers(Served served) {
        try (RedisConsole redis = new RedisConsole(served.redis)) {
            int digits = served.examples().digits().size();
            redis.freeze();
            List<TrialCall> calls;
            try {
                Future<TrialCall> first = served.phone("digits", served.digit("four"));
                Future<TrialCall> second = served.phone("digits", new Move.Dial("9"));
                Eventually.isTrue(
                        "Redis is missed",
                        SOON,
                        () -> served.http
                                .json("/ready")
                                .path("missing")
                                .toString()
                                .equals("[\"store\"]"));
                assertThat(served.http.get("/ready").statusCode()).isEqualTo(200);
                assertThat(served.http.metric("parley_actions_store_connected")).isZero();
                calls = List.of(Served.over(first), Served.over(second));
                assertThat(served.http.metric("parley_actions_store_buffered")).isPositive();
            } finally {
                redis.thaw();
            }
            servedAll(calls);
            assertThat(served.examples().digits().subList(digits, digits + 2)).containsExactlyInAnyOrder("4", "9");
            assertThat(served.examples().digits()).hasSize(digits + 2);
            isWhole(served, calls);
        }
    }

    @Test
    void whoPhonesWhileRedisTakesNoWritesIsServedAndEverythingIsWrittenLater(Served served) {
        try (RedisConsole redis = new RedisConsole(served.redis)) {
            double pauses = served.http.metric("parley_actions_store_pauses_total");
            redis.ask("CONFIG SET maxmemory 1");
            List<TrialCall> calls;
            try {
                calls = List.of(Served.over(served.phone("digits", new Move.Dial("7"))));
                assertThat(served.http.metric("parley_actions_store_pauses_total"))
                        .isGreaterThan(pauses);
            } finally {
                redis.ask("CONFIG SET maxmemory 0");
            }
            servedAll(calls);
            isWhole(served, calls);
        }
    }

    /** The length that the bar names. */
    @Tag("soak")
    @Test
    void aMinuteWithoutRedisCostsNoCallAndNoRecord(Served served) {
        try (RedisConsole redis = new RedisConsole(served.redis)) {
            int digits = served.examples().digits().size();
            List<TrialCall> calls = new ArrayList<>();
            redis.freeze();
            try {
                for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60); System.nanoTime() < end; ) {
                    Future<TrialCall> first = served.phone("digits", served.digit("four"));
                    Future<TrialCall> second = served.phone("digits", new Move.Dial("9"));
                    calls.add(Served.over(first));
                    calls.add(Served.over(second));
                }
            } finally {
                redis.thaw();
            }
            servedAll(calls);
            assertThat(served.examples().digits()).hasSize(digits + calls.size());
            isWhole(served, calls);
        }
    }

    private static void servedAll(List<TrialCall> calls) {
        assertThat(calls).allSatisfy(call -> {
            assertThat(call.record().termination()).isEqualTo(Termination.agentEnded());
            assertThat(call.record().actions())
                    .extracting(CallRecord.ActionRun::outcome)
                    .containsExactly("ok");
        });
    }

    /** Record and transcript of every call, each turn once and in order. */
    private static void isWhole(Served served, List<TrialCall> calls) {
        Eventually.isTrue(
                "nothing waits for Redis", SOON, () -> served.http.metric("parley_actions_store_buffered") == 0);
        assertThat(served.http.json("/ready").has("missing")).isFalse();
        for (TrialCall call : calls) {
            String id = call.record().call().id();
            JsonNode record = Json.read(Waiting.on(served.store.record(id), "the record"));
            assertThat(record.path("termination").asText()).isEqualTo("agent-ended");
            List<String> said = Waiting.on(served.store.transcript(id), "the transcript").stream()
                    .map(Json::read)
                    .filter(turn -> turn.path("who").asText().equals("agent"))
                    .map(turn -> turn.path("text").asText())
                    .toList();
            List<String> spoken = call.events().stream()
                    .filter(e -> e.event().event().equals("spoken"))
                    .map(e -> String.valueOf(e.event().data().get("heard")))
                    .filter(text -> !text.isEmpty())
                    .toList();
            assertThat(said).isEqualTo(spoken);
        }
    }
}
