package io.parley.config;

import java.util.Locale;

/** What of a voice's style can be set to a number, and within which bounds. */
public enum StyleKey {
    /** Factor on the speed. */
    RATE(0.7, 1.5),
    /** Factor on the pitch. */
    PITCH(0.6, 1.6),
    /** Factor on how far the pitch moves around its mean: near 0 is monotone, above 1 lively. */
    SPREAD(0.1, 2.5),
    /** Decibels more. */
    ENERGY(-12, 6),
    /** Tilt of the spectrum: -1 is bright and thin, 1 is dark and close. */
    WARMTH(-1, 1),
    /** 0 is voiced, 1 whispered. */
    WHISPER(0, 1),
    /** Factor on the length of pauses, before the rate. */
    PAUSES(0.25, 4);

    private final double low;
    private final double high;

    StyleKey(double low, double high) {
        this.low = low;
        this.high = high;
    }

    public double low() {
        return low;
    }

    public double high() {
        return high;
    }

    public boolean accepts(double value) {
        return value >= low && value <= high;
    }

    public double clamped(double value) {
        return Math.max(low, Math.min(high, value));
    }

    /** As files write it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A phrase that completes "expected …". */
    public String expected() {
        return "a number from " + low + " to " + high;
    }
}
