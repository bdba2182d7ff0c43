package io.parley.agent.simulation;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * A lane without a thread: its jobs run on the thread that hands them in, one after another, never one inside another. Time
 * does not pass meanwhile. Used by one thread at a time.
 */
public final class VirtualLane implements Executor {
    private final Queue<Runnable> jobs = new ArrayDeque<>();
    private boolean working;
    private boolean busy;

    @Override
    public void execute(Runnable job) {
        jobs.add(job);
        if (!busy) {
            work();
        }
    }

    /** While the lane is busy with something else, jobs wait for {@link #work}. */
    public void keepBusy(boolean withSomethingElse) {
        busy = withSomethingElse;
    }

    /** Works off everything that waits, and what comes of it. */
    public void work() {
        if (working) {
            return;
        }
        working = true;
        try {
            for (Runnable job = jobs.poll(); job != null; job = jobs.poll()) {
                job.run();
            }
        } finally {
            working = false;
        }
    }
}
