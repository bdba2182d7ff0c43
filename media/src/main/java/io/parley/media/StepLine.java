package io.parley.media;

import org.jspecify.annotations.Nullable;

/**
 * A call's audio without a network: whoever owns it hands in the caller's frames one by one and hears at once what the
 * agent says. For simulated callers and tests, in any time they like; confined to one thread.
 */
public final class StepLine implements SteppedLine {
    private final Playout playout = new Playout();
    private final AudioTick tick = new AudioTick();
    private final @Nullable TelephoneLine telephone;
    private @Nullable AudioListener listener;
    private int sequence;
    private long timestamp;

    /** A line that changes nothing. */
    public StepLine() {
        this(null);
    }

    private StepLine(@Nullable TelephoneLine telephone) {
        this.telephone = telephone;
    }

    /** A line that makes of the caller what a telephone line does. */
    public static StepLine overTelephone() {
        return new StepLine(new TelephoneLine());
    }

    @Override
    public void listen(AudioListener audioListener) {
        listener = audioListener;
    }

    @Override
    public Playout playout() {
        return playout;
    }

    /** Takes what the agent offers, then tells the listener. */
    @Override
    public AudioTick step(short[] caller, long nowNanos) {
        System.arraycopy(caller, 0, tick.caller, 0, Audio.FRAME_SAMPLES);
        if (telephone != null) {
            telephone.pass(tick.caller);
        }
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

    @Override
    public short[] heard() {
        return tick.played;
    }

    @Override
    public void dial(char digit) {
        if (listener != null) {
            listener.onDigit(digit);
        }
    }
}
