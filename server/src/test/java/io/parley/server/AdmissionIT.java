package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.Termination;
import io.parley.models.Lane;
import io.parley.server.phone.CallerScript;
import io.parley.server.phone.Move;
import io.parley.server.trial.TrialCall;
import io.parley.testkit.Eventually;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Lanes with more to do than they can: who phones is refused, who is on the line is not. */
@Timeout(120)
@ExtendWith(Served.Here.class)
class AdmissionIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final long JOB_NANOS = TimeUnit.MILLISECONDS.toNanos(120);

    @Test
    void anOverloadedServerRefusesNewCallsAndKeepsThoseItHas(Served served) {
        AtomicBoolean loaded = new AtomicBoolean(true);
        Future<TrialCall> underWay = served.phone("digits", new Move.Dial("4"));
        Eventually.isTrue("the call is up", SOON, () -> served.trial.parley().liveCalls() > 0);
        try {
            for (Lane lane : served.trial.parley().lanes()) {
                // Two that take turns: whatever comes waits for one of them at least.
                occupy(lane, loaded);
                occupy(lane, loaded);
            }
            Eventually.isTrue("calls are refused", SOON, () -> served.http.metric("parley_admission_refusing") == 1);
            assertThat(ring(served)).isEqualTo(Termination.rejected(503));
            assertThat(served.http.metric("parley_calls_refused_load_total")).isPositive();
        } finally {
            loaded.set(false);
        }
        assertThat(Served.over(underWay).record().termination()).isEqualTo(Termination.agentEnded());
        Eventually.isTrue("calls are taken", SOON, () -> served.http.metric("parley_admission_refusing") == 0);
        assertThat(ring(served)).isEqualTo(Termination.agentEnded());
    }

    private static Termination ring(Served served) {
        CallerScript caller = new CallerScript(List.of(new Move.Dial("7")));
        return Waiting.on(served.trial.ring("digits", "admission", caller), "the call")
                .termination();
    }

    private static void occupy(Lane lane, AtomicBoolean loaded) {
        lane.execute(() -> {
            for (long end = System.nanoTime() + JOB_NANOS; System.nanoTime() < end; ) {
                Thread.onSpinWait();
            }
            if (loaded.get()) {
                occupy(lane, loaded);
            }
        });
    }
}
