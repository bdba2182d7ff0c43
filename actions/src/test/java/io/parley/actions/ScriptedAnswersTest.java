package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.Http;
import io.parley.config.ActionSpec.OnInterrupt;
import io.parley.config.ActionSpec.Risk;
import io.parley.config.CallAnswer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole bus in simulated time, with a script for its other side. */
@Timeout(10)
class ScriptedAnswersTest {
    private static final Map<String, Object> SEVEN = Map.of("number", 7);
    private static final ActionResult OK = new ActionResult.Ok(Map.of("number", "7"));

    private final Time time = new Time();
    private final ScriptedAnswers answers = new ScriptedAnswers();

    /** Jumps from timer to timer. */
    private static final class Time implements Timers {
        private record Timer(long due, long id, Runnable job) {}

        private final PriorityQueue<Timer> timers =
                new PriorityQueue<>((a, b) -> a.due == b.due ? Long.compare(a.id, b.id) : Long.compare(a.due, b.due));
        private final Queue<Runnable> jobs = new ArrayDeque<>();
        private long now;
        private long last;

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public long after(long millis, Runnable job) {
            timers.add(new Timer(now + millis * 1_000_000, ++last, job));
            return last;
        }

        @Override
        public void cancel(long timer) {
            timers.removeIf(t -> t.id == timer);
        }

        long millis() {
            return now / 1_000_000;
        }

        /** Until nothing is left to happen, or this has. */
        void run(ActionBus.Invocation until) {
            work();
            while (!until.result().isComplete() && !timers.isEmpty()) {
                Timer next = timers.remove();
                now = next.due;
                next.job.run();
                work();
            }
        }

        private void work() {
            for (Runnable job = jobs.poll(); job != null; job = jobs.poll()) {
                job.run();
            }
        }
    }

    private static ActionSpec order(@Nullable Object example, Duration deadline, int retries) {
        Http http = new Http("POST", "${env:ORDERS_URL}/orders", Map.of(), Map.of("x-key", "${env:KEY}"), null);
        return new ActionSpec(
                "orders.place",
                http,
                Map.of("number", "$.number"),
                Map.of(),
                example,
                Risk.WRITE,
                deadline,
                retries,
                OnInterrupt.KEEP,
                null,
                null,
                null);
    }

    private ActionResult run(ActionSpec action, CallAnswer... says) {
        answers.use(says.length == 0 ? Map.of() : Map.of(action.name(), List.of(says)));
        HttpActionBus bus = HttpActionBus.simulated(time, time.jobs::add, () -> 0, List.of(action), answers);
        ActionBus.Invocation invocation = bus.run(new ActionRequest("call", "wish", action, Map.of(), null));
        time.run(invocation);
        return invocation.result().result();
    }

    private static CallAnswer status(int status) {
        return new CallAnswer(status, CallAnswer.SOON, null, null, false);
    }

    private static CallAnswer json(Duration after) {
        return new CallAnswer(200, after, SEVEN, null, false);
    }

    @Test
    void theExampleIsTheAnswerWhereNothingIsSaid() {
        assertThat(run(order(SEVEN, Duration.ofSeconds(3), 0))).isEqualTo(OK);
        assertThat(time.millis()).isEqualTo(50);
        assertThat(answers.missing()).isEmpty();
    }

    @Test
    void theExampleIsAlsoTheBodyOfAnAnswerThatSaysOnlyWhen() {
        CallAnswer late = new CallAnswer(201, Duration.ofSeconds(2), null, null, false);
        assertThat(run(order(SEVEN, Duration.ofSeconds(3), 0), late)).isEqualTo(OK);
        assertThat(time.millis()).isEqualTo(2_000);
    }

    @Test
    void whatNobodySaysHowToAnswerIsToldByItsName() {
        assertThat(run(order(null, Duration.ofSeconds(3), 0))).isInstanceOf(ActionResult.Failed.class);
        assertThat(answers.missing())
                .containsExactly("orders.place was asked, and neither its example in actions.yaml nor the script's"
                        + " answers say what it gives");
    }

    @Test
    void aRetryGetsTheNextAnswer() {
        assertThat(run(order(null, Duration.ofSeconds(3), 1), status(503), json(Duration.ZERO)))
                .isEqualTo(OK);
        assertThat(answers.missing()).isEmpty();
    }

    @Test
    void theLastAnswerRepeats() {
        assertThat(run(order(SEVEN, Duration.ofSeconds(3), 2), status(503)))
                .isEqualTo(new ActionResult.Failed(true, "HTTP 503"));
    }

    @Test
    void aConnectionThatBreaksIsTriedAgain() {
        CallAnswer reset = new CallAnswer(200, CallAnswer.SOON, null, null, true);
        assertThat(run(order(SEVEN, Duration.ofSeconds(3), 1), reset, status(200)))
                .isEqualTo(OK);
    }

    @Test
    void anAnswerAfterTheDeadlineIsLateAtTheDeadline() {
        assertThat(run(order(null, Duration.ofSeconds(3), 0), json(Duration.ofSeconds(5))))
                .isEqualTo(new ActionResult.Late());
        assertThat(time.millis()).isEqualTo(3_000);
    }

    @Test
    void rubbishIsAFailure() {
        assertThat(run(
                        order(SEVEN, Duration.ofSeconds(3), 0),
                        new CallAnswer(200, CallAnswer.SOON, null, "rubbish", false)))
                .isEqualTo(new ActionResult.Failed(false, "the answer is not JSON"));
    }

    @Test
    void aRefusalGivesItsReason() {
        CallAnswer refusal = new CallAnswer(409, CallAnswer.SOON, Map.of("reason", "sold out"), null, false);
        assertThat(run(order(SEVEN, Duration.ofSeconds(3), 1), refusal))
                .isEqualTo(new ActionResult.Refused(409, "sold out"));
    }
}
