package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.OnInterrupt;
import io.parley.config.ActionSpec.Risk;
import io.parley.config.ActionSpec.Rows;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Actions that are Java. */
@Timeout(60)
class FunctionActionTest {
    private static final ActionResult ONE = new ActionResult.Ok(Map.of("number", "1"));

    private final Vertx vertx = Vertx.vertx();
    private final ActionsCounters counters = new ActionsCounters();
    private final BlockingQueue<ActionResult> late = new LinkedBlockingQueue<>();
    private final Map<String, ActionFunction> functions = new HashMap<>();
    private final HttpActionBus bus = HttpActionBus.onVertx(
            vertx,
            Store.inMemory(),
            Map.of(),
            (call, action) -> functions.get(call + " " + action),
            counters,
            new ActionObserver() {
                @Override
                public void answeredLate(String action, ActionResult result, long nanos) {
                    late.add(result);
                }
            });

    @AfterEach
    void close() {
        Await.get(bus.close());
        Await.get(vertx.close());
    }

    private static ActionSpec spec(Risk risk, Duration deadline, int retries) {
        return new ActionSpec(
                "orders.place",
                new ActionSpec.Java(List.of("drink")),
                Map.of("number", "$['number']"),
                Map.of(),
                null,
                risk,
                deadline,
                retries,
                OnInterrupt.KEEP,
                null,
                null,
                null);
    }

    private static ActionSpec write() {
        return spec(Risk.WRITE, Duration.ofSeconds(10), 1);
    }

    private ActionBus.Invocation start(ActionSpec action, String key, ActionFunction function) {
        functions.put("call-1 orders.place", function);
        return bus.run(new ActionRequest("call-1", key, action, Map.of("drink", "tea"), null));
    }

    private ActionResult run(ActionSpec action, ActionFunction function) {
        return Await.get(start(action, "a", function).result());
    }

    @Test
    void getsTheCallersValuesOnAThreadThatMayBlock() {
        List<String> seen = new ArrayList<>();
        ActionResult result = run(write(), call -> {
            seen.addAll(List.of(Thread.currentThread().getName(), call.callId(), call.get("drink")));
            return Map.of("number", 1);
        });
        assertThat(result).isEqualTo(ONE);
        assertThat(seen.get(0)).startsWith("parley-action-");
        assertThat(seen.subList(1, 3)).containsExactly("call-1", "tea");
    }

    @Test
    void aValueTheCallerDidNotGiveIsNamed() {
        assertThat(run(
                        write(),
                        call -> Map.of("number", call.get("milk", "none").length())))
                .isEqualTo(new ActionResult.Ok(Map.of("number", "4")));
        CompletableFuture<String> said = new CompletableFuture<>();
        Await.get(start(write(), "b", call -> {
                    try {
                        return Map.of("number", call.get("milk"));
                    } catch (IllegalArgumentException e) {
                        said.complete(e.getMessage());
                        throw e;
                    }
                })
                .result());
        assertThat(Await.get(said)).isEqualTo("no value for 'milk', expected one of [drink]");
    }

    @Test
    void resultsAreCleanedAndCutAsThoseOfHttp() {
        String result = values(run(write(), call -> Map.of("number", "4\u0000\n2" + "x".repeat(2_000))))
                .get("number");
        assertThat(result).startsWith("4 2x").hasSize(ResultPaths.MAX_VALUE_CHARS);
    }

    private static Map<String, String> values(ActionResult result) {
        assertThat(result).isInstanceOf(ActionResult.Ok.class);
        return ((ActionResult.Ok) result).values();
    }

    @Test
    void listsAreRowsOfWhatTheActionNames() {
        ActionSpec plain = spec(Risk.READ, Duration.ofSeconds(10), 0);
        ActionSpec listing = new ActionSpec(
                plain.name(),
                plain.kind(),
                Map.of(),
                Map.of("payments", new Rows("$['payments']", Map.of("to", "$['to']"))),
                null,
                plain.risk(),
                plain.deadline(),
                0,
                OnInterrupt.KEEP,
                null,
                null,
                null);
        assertThat(run(listing, call -> Map.of("payments", List.of(Map.of("to", "Bell", "secret", 1)))))
                .isEqualTo(new ActionResult.Ok(Map.of(), Map.of("payments", List.of(Map.of("to", "Bell")))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "null", "NaN", "an object"})
    void whatCannotBeToldIsAFailureThatNamesTheResult(String what) {
        ActionResult result = run(write(), call -> switch (what) {
            case "nothing" -> Map.of();
            case "null" -> null;
            case "NaN" -> Map.of("number", Double.NaN);
            default -> Map.of("number", new Object());
        });
        assertThat(result).isInstanceOfSatisfying(ActionResult.Failed.class, failed -> {
            assertThat(failed.retryable()).isFalse();
            assertThat(failed.reason()).contains("number");
        });
    }

    @Test
    void whatItThrowsIsAFailureWithoutItsWords() {
        assertThat(run(write(), call -> {
                    throw new IllegalStateException("tea for " + call.get("drink"));
                }))
                .isEqualTo(new ActionResult.Failed(false, "IllegalStateException"));
    }

    @Test
    void itsRefusalGivesTheReason() {
        assertThat(run(write(), call -> {
                    throw ActionFailure.refused("sold\nout");
                }))
                .isEqualTo(new ActionResult.Refused(422, "sold out"));
        assertThat(counters.get(ActionsCounter.REFUSED)).isOne();
    }

    @Test
    void whatMayPassIsTriedAgainWithTheSameKey() {
        List<String> keys = new ArrayList<>();
        ActionResult result = run(write(), call -> {
            keys.add(call.idempotencyKey());
            if (keys.size() == 1) {
                throw new IOException("the line was cut");
            }
            return Map.of("number", 1);
        });
        assertThat(result).isEqualTo(ONE);
        assertThat(keys).hasSize(2);
        assertThat(keys.get(1)).isNotNull().isEqualTo(keys.get(0));
    }

    @Test
    void whatIsFinalIsTriedOnce() {
        List<String> runs = new ArrayList<>();
        ActionResult result = run(write(), call -> {
            runs.add("run");
            throw ActionFailure.permanent("no such drink");
        });
        assertThat(result).isEqualTo(new ActionResult.Failed(false, "no such drink"));
        assertThat(runs).hasSize(1);
    }

    @Test
    void theSameWishIsCarriedOutOnce() {
        List<String> runs = new ArrayList<>();
        ActionFunction function = call -> {
            runs.add("run");
            return Map.of("number", 1);
        };
        assertThat(run(write(), function)).isEqualTo(ONE);
        assertThat(run(write(), function)).isEqualTo(ONE);
        assertThat(runs).hasSize(1);
    }

    @Test
    void aReadThatMissesItsDeadlineIsInterrupted() {
        CompletableFuture<String> interrupted = new CompletableFuture<>();
        ActionResult result = run(spec(Risk.READ, Duration.ofMillis(50), 0), call -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.complete("interrupted");
                throw e;
            }
            return Map.of();
        });
        assertThat(result).isEqualTo(new ActionResult.Late());
        assertThat(Await.get(interrupted)).isEqualTo("interrupted");
    }

    @Test
    void aWriteThatMissesItsDeadlineGoesOnAndIsRecorded() throws InterruptedException {
        CountDownLatch slow = new CountDownLatch(1);
        ActionResult result = run(spec(Risk.WRITE, Duration.ofMillis(50), 0), call -> {
            slow.await();
            return Map.of("number", 1);
        });
        assertThat(result).isEqualTo(new ActionResult.Late());
        slow.countDown();
        assertThat(late.take()).isEqualTo(ONE);
    }

    @Test
    void twoCallsHaveFunctionsOfTheirOwn() {
        functions.put("call-2 orders.place", call -> Map.of("number", 2));
        functions.put("call-1 orders.place", call -> Map.of("number", 1));
        ActionRequest second = new ActionRequest("call-2", "a", write(), Map.of(), null);
        assertThat(Await.get(bus.run(second).result())).isEqualTo(new ActionResult.Ok(Map.of("number", "2")));
        ActionRequest third = new ActionRequest("call-3", "a", write(), Map.of(), null);
        assertThat(Await.get(bus.run(third).result())).isInstanceOf(ActionResult.Failed.class);
    }

    @Test
    void oneActionCannotTakeEveryThread() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(FunctionKind.MAX_RUNNING_EACH);
        CountDownLatch go = new CountDownLatch(1);
        ActionFunction stuck = call -> {
            begun.countDown();
            go.await();
            return Map.of("number", 1);
        };
        ActionSpec once = spec(Risk.WRITE, Duration.ofSeconds(30), 0);
        List<ActionBus.Invocation> running = new ArrayList<>();
        for (int i = 0; i < FunctionKind.MAX_RUNNING_EACH; i++) {
            running.add(start(once, "wish-" + i, stuck));
        }
        begun.await();
        assertThat(Await.get(start(once, "one-more", stuck).result())).isInstanceOf(ActionResult.Failed.class);
        go.countDown();
        running.forEach(run -> assertThat(Await.get(run.result())).isEqualTo(ONE));
        assertThat(Await.get(start(once, "afterwards", stuck).result())).isEqualTo(ONE);
    }
}
