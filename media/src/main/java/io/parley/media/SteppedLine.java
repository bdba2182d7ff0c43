package io.parley.media;

/** A call's audio that whoever owns it takes step by step, in any time they like. Confined to one thread. */
public interface SteppedLine extends AudioPort {
    /**
     * One step of 20 ms.
     *
     * @param caller what the caller says, {@link Audio#FRAME_SAMPLES} samples
     * @param nowNanos the time of the step
     * @return the step as the agent had it; valid until the next
     */
    AudioTick step(short[] caller, long nowNanos);

    /** What the caller heard in the last step; valid until the next. */
    short[] heard();

    /** The caller dials a digit. */
    void dial(char digit);
}
