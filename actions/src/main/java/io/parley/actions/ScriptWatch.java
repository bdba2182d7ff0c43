package io.parley.actions;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.Context;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends scripts that take too much memory, or that go on though nobody waits for them: they are looked at ten times a second. It is no sandbox of
 * memory, which the community edition lacks: one statement may take more than it should before it is seen. Any thread.
 */
final class ScriptWatch implements AutoCloseable {
    /** What one run may allocate; a script that talks to an API takes a hundredth of it. */
    static final long MOST_BYTES = 256L << 20;

    private static final long LOOK_MILLIS = 100;
    private static final Logger log = LoggerFactory.getLogger(ScriptWatch.class);

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Map<Run, Long> running = new ConcurrentHashMap<>();
    private @Nullable ScheduledExecutorService clock;

    /** One run, on the thread that made this. */
    final class Run implements AutoCloseable {
        private final Context context;
        private final Thread runner = Thread.currentThread();
        private final long thread = runner.getId();
        private boolean unwanted;
        private volatile boolean greedy;

        private Run(Context context) {
            this.context = context;
        }

        /** It was ended because of what it took. */
        boolean greedy() {
            return greedy;
        }

        @Override
        public void close() {
            running.remove(this);
        }
    }

    Run watch(Context context) {
        begin();
        Run run = new Run(context);
        running.put(run, threads.getThreadAllocatedBytes(run.thread));
        return run;
    }

    /** With the first script: without one there is no thread. */
    private synchronized void begin() {
        if (clock == null) {
            ScheduledExecutorService begun = Executors.newSingleThreadScheduledExecutor(job -> {
                Thread thread = new Thread(job, "parley-script-watch");
                thread.setDaemon(true);
                return thread;
            });
            begun.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
            clock = begun;
        }
    }

    private void look() {
        running.forEach((run, before) -> {
            if (threads.getThreadAllocatedBytes(run.thread) - before > MOST_BYTES) {
                run.greedy = true;
                end(run);
            } else if (run.unwanted && run.runner.isInterrupted()) {
                end(run); // it was told, and does nothing that an interrupt would end
            }
            run.unwanted = run.runner.isInterrupted();
        });
    }

    private void end(Run run) {
        if (running.remove(run) != null) {
            try {
                run.context.close(true);
            } catch (RuntimeException e) {
                log.warn("a script could not be ended", e);
            }
        }
    }

    @Override
    public synchronized void close() {
        if (clock != null) {
            clock.shutdownNow();
        }
    }
}
