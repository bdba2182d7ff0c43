package io.parley.media;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The thread that writes recordings, so that no disk ever holds up the media. It starts with the first recording. */
final class Recorder implements Runnable, AutoCloseable {
    private static final long PAUSE_NANOS = 100_000_000;
    private static final long STOP_MILLIS = 5_000;

    private final MediaCounters counters;
    private final List<Recording> recordings = new CopyOnWriteArrayList<>();
    private @Nullable Thread thread;
    private volatile boolean stopped;

    Recorder(MediaCounters counters) {
        this.counters = counters;
    }

    /** Begins a recording; the file is opened by the recorder's thread. */
    synchronized Recording start(Path file) {
        Recording recording = new Recording(file, counters);
        recordings.add(recording);
        counters.increment(MediaCounter.RECORDINGS);
        if (thread == null && !stopped) {
            thread = new Thread(this, "parley-recorder");
            thread.setDaemon(true);
            thread.start();
        }
        return recording;
    }

    @Override
    public void run() {
        while (!stopped) {
            recordings.removeIf(Recording::write);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        recordings.forEach(Recording::finish);
    }

    /** Finishes every recording. */
    @Override
    public void close() {
        Thread running;
        synchronized (this) {
            stopped = true;
            running = thread;
        }
        if (running != null) {
            LockSupport.unpark(running);
            try {
                running.join(STOP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
