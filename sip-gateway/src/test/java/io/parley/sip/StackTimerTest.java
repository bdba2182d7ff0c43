package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gov.nist.javax.sip.stack.SIPStackTimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StackTimerTest {
    private static final long NEVER = TimeUnit.HOURS.toMillis(1);

    private final StackTimer timer = new StackTimer();

    @AfterEach
    void stop() {
        timer.stop();
    }

    private static SIPStackTimerTask task(Runnable job) {
        return new SIPStackTimerTask() {
            @Override
            public void runTask() {
                job.run();
            }

            @Override
            public Object getThreadHash() {
                return job;
            }
        };
    }

    @Test
    void aSeriesGoesOnAfterATaskThatThrows() throws InterruptedException {
        CountDownLatch thrice = new CountDownLatch(3);
        timer.scheduleWithFixedDelay(
                task(() -> {
                    thrice.countDown();
                    throw new IllegalStateException("on purpose");
                }),
                1,
                1);
        assertThat(thrice.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatIsCancelledDoesNotRunAndIsHeldNoLonger() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);
        SIPStackTimerTask cancelled = task(() -> {
            throw new AssertionError("it was cancelled");
        });
        timer.schedule(cancelled, NEVER);
        assertThat(timer.cancel(cancelled)).isTrue();
        assertThat(timer.cancel(cancelled)).as("a second time").isFalse();
        assertThat(cancelled.getSipTimerTask()).isNull();
        timer.schedule(task(ran::countDown), 1);
        assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aTaskOfNobodyCannotBeCancelled() {
        assertThat(timer.cancel(task(() -> {}))).isFalse();
    }

    @Test
    void takesNothingAfterItsEnd() {
        assertThat(timer.isStarted()).isTrue();
        timer.stop();
        assertThat(timer.isStarted()).isFalse();
        assertThatThrownBy(() -> timer.schedule(task(() -> {}), 1)).isInstanceOf(IllegalStateException.class);
    }
}
