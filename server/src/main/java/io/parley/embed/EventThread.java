package io.parley.embed;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread on which a program is told of its calls, one event after the other, so that a slow program holds up nothing but
 * its own events. Handed in on any thread.
 */
final class EventThread implements AutoCloseable {
    /** Events that may wait; beyond it those of calls that go on are dropped. Ends of calls are never dropped. */
    static final int MOST_WAITING = 10_000;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(EventThread.class);

    private final LinkedBlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    /** What comes after it is closed is nobody's. */
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, waiting, EventThread::made, new ThreadPoolExecutor.DiscardPolicy());

    private static Thread made(Runnable job) {
        Thread made = new Thread(job, "parley-events");
        made.setDaemon(true);
        return made;
    }

    /** @return false where it was dropped */
    boolean tell(Runnable event) {
        if (waiting.size() >= MOST_WAITING) {
            log.warn("{} events wait for the program; one has been dropped", MOST_WAITING);
            return false;
        }
        tellSurely(event);
        return true;
    }

    void tellSurely(Runnable event) {
        thread.execute(() -> {
            try {
                event.run();
            } catch (RuntimeException | LinkageError | AssertionError e) {
                log.error("the program's listener has thrown", e);
            }
        });
    }

    /** Lets what waits be told, for five seconds at most. */
    @Override
    public void close() throws InterruptedException {
        thread.shutdown();
        if (!thread.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            log.warn("{} events have not been told: the program's listener is too slow", waiting.size());
            thread.shutdownNow();
        }
    }
}
