package io.parley.agent;

import io.parley.agent.voice.Utterance;
import io.parley.agent.voice.Utterance.Unit;
import io.parley.media.Audio;
import io.parley.media.AudioTick;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the caller has heard of what the agent said: the frames that were sent, less the way to the caller's ear. The
 * transcript, the events and the place to go on after an interruption read it; nobody else estimates. Confined to the
 * call's context.
 */
public final class HeardLedger {
    /** Frames kept: 30 s, more than any way to an ear. */
    private static final int KEPT = 1_500;
    /** One-way delay where RTCP has not told one yet, and the far jitter buffer's share of it. */
    private static final double FAR_BUFFER_MILLIS = 40;

    /**
     * A frame on its way.
     *
     * @param sample first sample of the frame within its utterance
     * @param sequence RTP sequence number
     * @param timestamp RTP timestamp
     * @param sentNanos when it was sent
     */
    public record Sent(long utterance, int sample, int sequence, long timestamp, long sentNanos) {}

    private final Deque<Sent> sent = new ArrayDeque<>(KEPT);
    private double roundTripMillis = -1;

    /** Notes a frame that was sent, from the tick that reports it. */
    void sent(AudioTick tick, int sample) {
        roundTripMillis = tick.roundTripMillis;
        if (sent.size() == KEPT) {
            sent.removeFirst();
        }
        sent.addLast(new Sent(tick.utterance, sample, tick.sentSequence, tick.sentTimestamp, tick.sentNanos));
    }

    /** Estimated time from sending to the caller's ear. */
    public double delayMillis() {
        return Math.max(0, roundTripMillis) / 2 + FAR_BUFFER_MILLIS;
    }

    /** Samples of an utterance that have reached the caller's ear by {@code nowNanos}; 0 where none has. */
    public int heardSamples(long utterance, long nowNanos) {
        double limit = nowNanos - delayMillis() * 1e6;
        Sent last = null;
        for (Sent frame : sent) {
            if (frame.utterance == utterance && frame.sentNanos <= limit) {
                last = frame;
            }
        }
        return last == null ? 0 : last.sample + Audio.FRAME_SAMPLES;
    }

    /** The frame that was sent last, or null. */
    public @Nullable Sent last() {
        return sent.peekLast();
    }

    /**
     * The part of a text that was heard: whole words, a word counting once half of it has been heard.
     *
     * @param text what was spoken
     * @param samples samples heard
     */
    static String heardText(String text, Utterance utterance, int samples) {
        List<Unit> units = utterance.units();
        int end = 0;
        for (int i = 0; i < units.size(); i++) {
            int from = units.get(i).firstSample();
            int to = i + 1 < units.size() ? units.get(i + 1).firstSample() : Math.max(from, utterance.available());
            if (samples >= (from + to) / 2) {
                end = units.get(i).to();
            }
        }
        return text.substring(0, Math.min(end, text.length()));
    }
}
