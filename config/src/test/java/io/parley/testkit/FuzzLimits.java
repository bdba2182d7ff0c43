package io.parley.testkit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What one input may cost: the target's time, and 64 MiB. The time is the thread's own processor time, which other work
 * on the machine does not lengthen, and a costly input gets further tries, because the first pays for loading classes.
 */
final class FuzzLimits {
    static final long MAX_BYTES = 64L << 20;

    private static final int TRIES = 5;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private FuzzLimits() {}

    /** @throws AssertionError when the input costs too much, besides whatever the target throws */
    static void run(FuzzTarget target, byte[] input) {
        for (int left = TRIES; left > 0; left--) {
            long cpu = THREADS.getCurrentThreadCpuTime();
            long bytes = THREADS.getCurrentThreadAllocatedBytes();
            target.accept(input);
            bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
            cpu = THREADS.getCurrentThreadCpuTime() - cpu;
            if (cpu <= target.maxMillis() * 1_000_000L && bytes <= MAX_BYTES) {
                return;
            }
            if (left == 1) {
                throw new AssertionError("an input of " + input.length + " bytes took " + cpu / 1_000_000
                        + " ms and allocated " + (bytes >> 20) + " MiB, expected at most "
                        + target.maxMillis() + " ms and " + (MAX_BYTES >> 20) + " MiB");
            }
        }
    }
}
