package io.parley.media;

/** Counts what is done in a second, so that it can be limited. One thread. */
final class PerSecond {
    private static final long SECOND = 1_000_000_000L;

    private boolean begun;
    private long since;
    private int taken;

    /** @param now in nanoseconds from anywhere, also before 0 */
    boolean take(int most, long now) {
        if (!begun || now - since > SECOND) {
            begun = true;
            since = now;
            taken = 0;
        }
        if (taken >= most) {
            return false;
        }
        taken++;
        return true;
    }

    /** In the second of the last {@link #take}. */
    int taken() {
        return taken;
    }
}
