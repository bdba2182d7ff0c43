package io.parley.agent;

import io.parley.media.Audio;
import io.parley.media.AudioTick;

/** Audio time of a call, and when each moment of the caller's audio arrived. Confined to the call's context. */
final class AudioClock {
    /** Arrivals kept: 20 s, longer than any turn's end lies back. */
    private static final int KEPT = 1_000;

    private final long[] arrivals = new long[KEPT];
    private long ticks;
    private long nowNanos;

    void tick(AudioTick tick) {
        nowNanos = Math.max(tick.arrivalNanos, tick.sentNanos);
        arrivals[(int) (ticks % KEPT)] = tick.arrivalNanos;
        ticks++;
    }

    long nowMillis() {
        return ticks * Audio.FRAME_MILLIS;
    }

    /** The time of the last tick. */
    long nowNanos() {
        return nowNanos;
    }

    /** When the audio that ends at this audio time arrived; 0 where that is too long ago to know. */
    long arrivalNanos(long millis) {
        long tick = (millis + Audio.FRAME_MILLIS - 1) / Audio.FRAME_MILLIS - 1;
        boolean known = tick >= 0 && tick < ticks && tick >= ticks - KEPT;
        return known ? arrivals[(int) (tick % KEPT)] : 0;
    }
}
