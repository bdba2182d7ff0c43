package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.agent.simulation.VirtualLane;
import io.parley.media.MediaCounters;
import io.parley.models.Lane;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class LoadProbeTest {
    private final Admission admission = new Admission();
    private final VirtualLane busy = new VirtualLane();
    private final VirtualLane idle = new VirtualLane();
    private long millis;
    private final LoadProbe probe = new LoadProbe(
            admission,
            List.of(Lane.over(idle), Lane.over(busy)),
            new MediaCounters(),
            () -> TimeUnit.MILLISECONDS.toNanos(millis));

    /** @param busyOf in each second the lane does nothing for us for so long */
    private void pass(int duration, int busyOf) {
        for (int end = (int) millis + duration; millis < end; ) {
            millis += LoadProbe.LOOK_MILLIS;
            busy.keepBusy(millis % 1_000 < busyOf);
            if (millis % 1_000 >= busyOf) {
                busy.work();
            }
            probe.look();
        }
    }

    @Test
    void aLaneThatIsStuckIsSeenWhileItIs() {
        pass(3_000, 1_000);
        assertThat(probe.last().queueMillis()).isGreaterThan(1_900);
        assertThat(admission.refuses()).isTrue();
        pass(2_000, 0);
        assertThat(admission.refuses()).isFalse();
    }

    @Test
    void aBurstThatPassesWithinTheSecondIsNoStandingQueue() {
        pass(5_000, 600);
        assertThat(probe.last().queueMillis()).isZero();
        assertThat(admission.refuses()).isFalse();
    }

    @Test
    void onceClosedItLeavesTheLanesAlone() {
        Lane ended = Lane.over(job -> {
            throw new RejectedExecutionException("the lane has ended");
        });
        LoadProbe last = new LoadProbe(admission, List.of(ended), new MediaCounters(), System::nanoTime);

        assertThatThrownBy(last::look).isInstanceOf(RejectedExecutionException.class);
        last.close();
        assertThatCode(last::look).doesNotThrowAnyException();
    }

    @Test
    void theHeapIsAShare() {
        pass(1_000, 0);
        assertThat(probe.last().heap()).isBetween(0.0, 1.0);
    }
}
