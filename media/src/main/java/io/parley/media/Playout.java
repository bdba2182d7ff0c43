package io.parley.media;

/**
 * The bounded ring between the engine and the wire: at most 60 ms ahead. The call's context offers, the media thread
 * takes one frame every 20 ms; an empty ring sends silence and is counted.
 *
 * <p>{@code offer}, {@code flush} and {@code gain} are called on the call's context; {@code take} on the media thread.
 * Neither side blocks or allocates.
 */
public final class Playout {
    /** Frames the ring holds: 60 ms. */
    public static final int CAPACITY = 3;

    /** Frames that can be offered now. */
    public int room() {
        throw new IllegalStateException("being written");
    }

    /**
     * Queues one frame.
     *
     * @param pcm samples; {@link Audio#FRAME_SAMPLES} of them are copied, from {@code offset} on
     * @param utterance number of the utterance, above 0
     * @param unit index of the unit (word) that sounds at the end of the frame
     * @return false when the ring is full and nothing was queued
     */
    public boolean offer(short[] pcm, int offset, long utterance, int unit) {
        throw new IllegalStateException("being written");
    }

    /** Drops what is queued; the next frame sent fades to silence within 5 ms so that the cut makes no click. */
    public void flush() {
        throw new IllegalStateException("being written");
    }

    /** Sets the gain of what is sent from now on, reached by a ramp over one frame. 1 is as rendered, 0.1 is ducked. */
    public void gain(float linear) {
        throw new IllegalStateException("being written");
    }
}
