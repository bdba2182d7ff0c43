package io.parley.sip;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for calls that outlive every timer of theirs, which a fault of ours, of the stack's or of an event loop's could
 * make them do, and has them ended. On a thread of its own: what it watches is not what it runs on.
 */
final class StuckCalls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StuckCalls.class);
    /** How often it looks in the time that it leaves a call. */
    private static final int LOOKS = 8;

    private final CallRegistry registry;
    private final SipTimings timings;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(job -> {
        Thread thread = new Thread(job, "parley-sip-watchdog");
        thread.setDaemon(true);
        return thread;
    });

    StuckCalls(CallRegistry registry, SipTimings timings) {
        this.registry = registry;
        this.timings = timings;
        long every = grace(timings).dividedBy(LOOKS).toNanos();
        clock.scheduleWithFixedDelay(this::look, every, every, TimeUnit.NANOSECONDS);
    }

    /** How much longer than any of its timers a call may take: two transactions, one after the other. */
    private static Duration grace(SipTimings timings) {
        return timings.giveUp().multipliedBy(2);
    }

    private void look() {
        long now = System.nanoTime();
        for (SipCall call : registry.calls()) {
            try {
                if (isStuck(call.standing(), now, timings)) {
                    call.stuck();
                }
            } catch (RuntimeException | Error e) {
                LOG.error("the watchdog of calls failed", e);
            }
        }
    }

    /**
     * Where a call stands.
     *
     * @param state that it is in
     * @param bornNanos when it began
     * @param sinceNanos when it came into a state of that kind, or was last found stuck
     */
    record Standing(CallState state, long bornNanos, long sinceNanos) {
        static Standing begin(CallState state, long nowNanos) {
            return new Standing(state, nowNanos, nowNanos);
        }

        Standing next(CallState to, long nowNanos) {
            return to.getClass() == state.getClass()
                    ? new Standing(to, bornNanos, sinceNanos)
                    : new Standing(to, bornNanos, nowNanos);
        }

        /** It has been found stuck, and gets another chance to end. */
        Standing again(long nowNanos) {
            return new Standing(state, nowNanos, nowNanos);
        }
    }

    /** Whether no timer can be what a call waits for. Pure. */
    static boolean isStuck(Standing call, long nowNanos, SipTimings timings) {
        long grace = grace(timings).toNanos();
        long ring = timings.ring().toNanos();
        if (nowNanos - call.bornNanos() > ring + timings.callLength().toNanos() + grace) {
            return true;
        }
        CallState state = call.state();
        if (state instanceof Up || state instanceof Reinviting || state instanceof Transferring) {
            return false; // they talk, however often we ask for something else meanwhile
        }
        boolean over = state instanceof Leaving || state instanceof Gone;
        return nowNanos - call.sinceNanos() > (over ? grace : ring + grace);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
