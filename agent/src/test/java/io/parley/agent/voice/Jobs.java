package io.parley.agent.voice;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** A lane whose jobs run when the test says so, on the test's thread, in order. */
final class Jobs implements Executor {
    private final Deque<Runnable> queue = new ArrayDeque<>();

    @Override
    public void execute(Runnable job) {
        queue.add(job);
    }

    int waiting() {
        return queue.size();
    }

    void runOne() {
        queue.remove().run();
    }

    void runAll() {
        while (!queue.isEmpty()) {
            runOne();
        }
    }
}
