package io.parley.media;

/** The one audio format inside Parley: 16 kHz, 16-bit, mono, in frames of 20 ms. */
public final class Audio {
    public static final int SAMPLE_RATE = 16_000;
    public static final int FRAME_SAMPLES = 320;
    public static final int FRAME_MILLIS = 20;
    public static final long FRAME_NANOS = 20_000_000L;

    private Audio() {}
}
