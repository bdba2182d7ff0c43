package io.parley.media;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that handshakes of DTLS wait on, since the library blocks: one for each, so that a far end that is slow on purpose
 * keeps nobody waiting but itself. What is beyond the most is refused.
 */
final class DtlsPool implements AutoCloseable {
    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor threads;

    /** @param most threads, as many as there can be calls */
    DtlsPool(int most) {
        threads = new ThreadPoolExecutor(
                0, Math.max(1, most), IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), job -> {
                    Thread thread = new Thread(job, "parley-dtls");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Runs a job now; false where there are no more threads. */
    boolean run(Runnable job) {
        try {
            threads.execute(job);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
