package io.parley.media;

import org.jspecify.annotations.Nullable;

/**
 * A call's audio without a network: whoever owns it hands in the caller's frames one by one and hears at once what the
 * agent says. For simulated callers and tests, in any time they like; confined to one thread.
 */
public final class StepLine implements AudioPort {
    private final Playout playout = new Playout();
    private final AudioTick tick = new AudioTick();
    private @Nullable AudioListener listener;
    private int sequence;
    private long timestamp;

    @Override
    public void listen(AudioListener audioListener) {
        listener = audioListener;
    }

    @Override
    public Playout playout() {
        return playout;
    }

    /**
     * One step of 20 ms: takes what the agent offers, then tells the listener.
     *
     * @param caller what the caller says, {@link Audio#FRAME_SAMPLES} samples
     * @param nowNanos the time of the step
     * @return the step; valid until the next
     */
    public AudioTick step(short[] caller, long nowNanos) {
        System.arraycopy(caller, 0, tick.caller, 0, Audio.FRAME_SAMPLES);
        tick.concealed = false;
        tick.callerTimestamp = timestamp;
        tick.arrivalNanos = nowNanos;
        playout.take(tick);
        tick.sentSequence = sequence++ & 0xffff;
        tick.sentTimestamp = timestamp;
        tick.sentNanos = nowNanos;
        timestamp += Audio.FRAME_SAMPLES;
        if (listener != null) {
            listener.onTick(tick);
        }
        return tick;
    }

    /** The caller dials a digit. */
    public void dial(char digit) {
        if (listener != null) {
            listener.onDigit(digit);
        }
    }
}
