package io.parley.sip;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.SIPStackTimerTask;
import gov.nist.javax.sip.stack.timers.SipTimer;
import java.util.Properties;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stack's retransmissions and time-outs by the monotonic clock. Its own timer is a {@link java.util.Timer}, which goes
 * by the wall clock: when that is set back an hour, every transaction under way stops for an hour. Made by the stack, by
 * name, which is why it is public.
 */
public final class StackTimer implements SipTimer {
    private static final Logger LOG = LoggerFactory.getLogger(StackTimer.class);

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "sip-timer");
        thread.setDaemon(true);
        return thread;
    });

    public StackTimer() {
        executor.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void start(SipStackImpl stack, Properties properties) {
        executor.prestartAllCoreThreads();
    }

    /** What waits is dropped: the transactions end with the stack. */
    @Override
    public void stop() {
        executor.shutdownNow();
    }

    /** What is still to be run. */
    int waiting() {
        return executor.getQueue().size();
    }

    @Override
    public boolean isStarted() {
        return !executor.isShutdown();
    }

    @Override
    public boolean schedule(SIPStackTimerTask task, long delay) {
        checkStarted();
        task.setSipTimerTask(executor.schedule(() -> run(task), delay, TimeUnit.MILLISECONDS));
        return true;
    }

    @Override
    public boolean scheduleWithFixedDelay(SIPStackTimerTask task, long delay, long period) {
        checkStarted();
        task.setSipTimerTask(executor.scheduleWithFixedDelay(() -> run(task), delay, period, TimeUnit.MILLISECONDS));
        return true;
    }

    /** What the stack's own timers throw, and the stack expects. */
    private void checkStarted() {
        if (executor.isShutdown()) {
            throw new IllegalStateException("the stack's timer has been stopped");
        }
    }

    @Override
    public boolean cancel(SIPStackTimerTask task) {
        if (!(task.getSipTimerTask() instanceof ScheduledFuture<?> scheduled)) {
            return false;
        }
        task.cleanUpBeforeCancel();
        task.setSipTimerTask(null);
        return scheduled.cancel(false);
    }

    /** One task's fault is no other's: an executor would end a series at the first exception. */
    private static void run(SIPStackTimerTask task) {
        try {
            task.runTask();
        } catch (RuntimeException | Error e) {
            LOG.error("a timer of the SIP stack failed", e);
        }
    }
}
