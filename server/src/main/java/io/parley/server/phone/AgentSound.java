package io.parley.server.phone;

/**
 * When the agent is heard, at the caller's ear: fed with every frame received, in order. Pure; times are those at which
 * packets arrived, in nanoseconds.
 */
final class AgentSound {
    /** A gap shorter than this is part of the speech around it. */
    static final long GAP_NANOS = 200_000_000L;

    private static final long NEVER = Long.MIN_VALUE;

    private long onset = NEVER;
    private long last = NEVER;
    private long now = NEVER;

    void received(boolean sound, long arrivalNanos) {
        now = arrivalNanos;
        if (!sound) {
            return;
        }
        if (last == NEVER || arrivalNanos - last > GAP_NANOS) {
            onset = arrivalNanos;
        }
        last = arrivalNanos;
    }

    /** Whether anything has been heard at all. */
    boolean heard() {
        return last != NEVER;
    }

    /** Whether the agent is speaking, short gaps included. */
    boolean speaking() {
        return heard() && now - last <= GAP_NANOS;
    }

    /** Arrival of the first frame of the speech that is heard, or was heard last. */
    long onset() {
        return onset;
    }

    /** Arrival of the last frame with sound. */
    long last() {
        return last;
    }

    /** Since the last sound, in nanoseconds; 0 where nothing has been heard yet. */
    long silence() {
        return heard() ? now - last : 0;
    }
}
