package io.parley.media;

/**
 * One 20 ms step of a call: what the caller said and what was sent to them. Instances are reused; whoever gets one must
 * copy what it wants to keep before it returns.
 */
public final class AudioTick {
    /** The caller, decoded, concealed where a packet is missing. */
    public final short[] caller = new short[Audio.FRAME_SAMPLES];
    /** No packet stood behind {@link #caller}: loss, silence suppression or nothing received yet. */
    public boolean concealed;
    /** RTP timestamp of the caller's frame, unwrapped, in the codec's clock; continues through concealment. */
    public long callerTimestamp;
    /** Ticks of {@link #callerTimestamp} in a second. */
    public int callerClock = Codec.PCMU.clockRate();
    /** {@link System#nanoTime} of the arrival of the packet that ended this frame, or of the tick if there was none. */
    public long arrivalNanos;

    /** What was sent in this step, after gain; zeros when nothing was. */
    public final short[] played = new short[Audio.FRAME_SAMPLES];
    /** Number of the utterance that was sent, as given to {@link Playout#offer}; 0 for silence. */
    public long utterance;
    /** Unit (word) of that utterance, as given to {@link Playout#offer}. */
    public int unit;
    /** RTP sequence number and timestamp of the packet sent in this step, and when it was sent. */
    public int sentSequence;

    public long sentTimestamp;
    /** Ticks of {@link #sentTimestamp} in a second. */
    public int sentClock = Codec.PCMU.clockRate();

    public long sentNanos;
    /** Round trip by RTCP (RFC 3550, 6.4.1) in milliseconds, -1 while unknown. */
    public double roundTripMillis = -1;

    /** Level of what was sent, 16-bit scale. */
    public float playedRms() {
        return (float) Math.sqrt(Pcm.power(played, 0, played.length));
    }

    void copyFrom(AudioTick other) {
        System.arraycopy(other.caller, 0, caller, 0, caller.length);
        concealed = other.concealed;
        callerTimestamp = other.callerTimestamp;
        callerClock = other.callerClock;
        arrivalNanos = other.arrivalNanos;
        System.arraycopy(other.played, 0, played, 0, played.length);
        utterance = other.utterance;
        unit = other.unit;
        sentSequence = other.sentSequence;
        sentTimestamp = other.sentTimestamp;
        sentClock = other.sentClock;
        sentNanos = other.sentNanos;
        roundTripMillis = other.roundTripMillis;
    }
}
