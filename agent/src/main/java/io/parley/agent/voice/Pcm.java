package io.parley.agent.voice;

import java.util.Arrays;

/** Samples that grow: one thread appends, any number read without a lock. */
final class Pcm {
    private static final int FIRST = VoicePack.SAMPLE_RATE;

    private volatile short[] samples = new short[FIRST];
    /** Samples that may be read. Written after them, read before them. */
    private volatile int length;
    /** Samples written, some perhaps held back. */
    private int written;

    int length() {
        return length;
    }

    int written() {
        return written;
    }

    /** Room for {@code n} more samples, to be put at {@link #written} and then {@link #wrote told}. */
    short[] room(int n) {
        short[] current = samples;
        if (written + n > current.length) {
            current = Arrays.copyOf(current, Math.max(written + n, current.length * 2));
            samples = current;
        }
        return current;
    }

    /** What was written stays out of sight until it is published. */
    void wrote(int n) {
        written += n;
    }

    /** Shows the samples before {@code end}. */
    void publish(int end) {
        length = end;
    }

    int copy(int from, short[] destination, int offset, int n) {
        int count = Math.max(0, Math.min(n, length - from));
        System.arraycopy(samples, from, destination, offset, count);
        return count;
    }

    /** The samples that may be read from {@code from} on. */
    short[] from(int from) {
        return Arrays.copyOfRange(samples, from, length);
    }

    /** Forgets what was not published, and gives back the room. */
    void trim() {
        samples = Arrays.copyOf(samples, length);
        written = length;
    }
}
