package io.parley.media;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads that handshakes of DTLS wait on, since the library blocks. Few, with few that wait: what is beyond is refused. */
final class DtlsPool implements AutoCloseable {
    static final int THREADS = 8;
    /** A hello that finds no place comes again a second later. */
    static final int WAITING = 64;

    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), job -> {
                Thread thread = new Thread(job, "parley-dtls");
                thread.setDaemon(true);
                return thread;
            });

    DtlsPool() {
        threads.allowCoreThreadTimeOut(true);
    }

    /** Runs a job soon; false where too many wait. */
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
