package io.parley.media;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bounded ring between the engine and the wire: at most 60 ms ahead. The call's context offers, the media thread
 * takes one frame every 20 ms; an empty ring sends silence.
 *
 * <p>An underrun is a step inside an utterance for which nothing had been offered: the steps between two frames of the
 * same utterance are counted when the later one is taken. The silence after an utterance's last frame is none, and
 * neither is what follows a {@link #flush}.
 *
 * <p>{@code offer}, {@code flush}, {@code room} and {@code gain} are called on the call's context; {@code take} on the
 * media thread. Neither side blocks or allocates.
 */
public final class Playout {
    /** Frames the ring holds: 60 ms. */
    public static final int CAPACITY = 3;

    private static final int FRAME = Audio.FRAME_SAMPLES;
    /** More than {@link #CAPACITY}: flushed frames stay readable for the fade until the media thread has passed them. */
    private static final int SLOTS = 8;

    private static final int NO_SLOT = -1;
    private static final int FADE_SAMPLES = Audio.SAMPLE_RATE / 200;

    private final short[] samples = new short[SLOTS * FRAME];
    private final long[] utterances = new long[SLOTS];
    private final int[] units = new int[SLOTS];

    /** Next frame to write; written by the context. */
    private final AtomicLong tail = new AtomicLong();
    /** Frames before this one are dropped; written by the context. */
    private final AtomicLong flushed = new AtomicLong();
    /** Next frame to read; written by the media thread. */
    private final AtomicLong head = new AtomicLong();

    private volatile float targetGain = 1f;

    // The rest belongs to the media thread.
    private float gain = 1f;
    private short lastSample;
    private long playing;
    private int playingUnit;
    private int emptySteps;
    private long flushesSeen;

    /** Frames that can be offered now. */
    public int room() {
        long written = tail.get();
        long read = head.get();
        long queued = written - Math.max(read, flushed.get());
        long occupied = written - read;
        return (int) Math.max(0, Math.min(CAPACITY - queued, SLOTS - occupied));
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
        if (utterance <= 0) {
            throw new IllegalArgumentException("utterance " + utterance + ", expected a number above 0");
        }
        if (room() == 0) {
            return false;
        }
        long at = tail.get();
        int slot = (int) (at % SLOTS);
        System.arraycopy(pcm, offset, samples, slot * FRAME, FRAME);
        utterances[slot] = utterance;
        units[slot] = unit;
        tail.setRelease(at + 1);
        return true;
    }

    /** Drops what is queued; the next frame sent fades to silence within 5 ms so that the cut makes no click. */
    public void flush() {
        flushed.setRelease(tail.get());
    }

    /** Sets the gain of what is sent from now on, reached by a ramp over one frame. 1 is as rendered, 0.1 is ducked. */
    public void gain(float linear) {
        if (!(linear >= 0f && linear <= 4f)) {
            throw new IllegalArgumentException("gain " + linear + ", expected 0 to 4");
        }
        targetGain = linear;
    }

    /**
     * Takes the next frame to send into {@code tick}: samples after gain, utterance and unit; silence when the ring is
     * empty. Media thread only.
     *
     * @return underruns that this frame brought to light
     */
    int take(AudioTick tick) {
        long at = head.get();
        long flushedTo = flushed.getAcquire();
        boolean cut = flushedTo != flushesSeen;
        int tailSlot = flushedTo > at ? (int) (at % SLOTS) : NO_SLOT;
        if (cut) {
            flushesSeen = flushedTo;
            at = Math.max(at, flushedTo);
            emptySteps = 0;
        }
        int underruns = 0;
        if (tail.getAcquire() > at) {
            underruns = frame((int) (at % SLOTS), tick);
            at++;
        } else {
            silence(tick, cut);
        }
        if (cut) {
            layFade(tick.played, tailSlot);
        }
        head.setRelease(at);
        lastSample = tick.played[FRAME - 1];
        applyGain(tick.played);
        return underruns;
    }

    private int frame(int slot, AudioTick tick) {
        System.arraycopy(samples, slot * FRAME, tick.played, 0, FRAME);
        int underruns = utterances[slot] == playing ? emptySteps : 0;
        playing = utterances[slot];
        playingUnit = units[slot];
        emptySteps = 0;
        tick.utterance = playing;
        tick.unit = playingUnit;
        return underruns;
    }

    /** A frame of silence; where a flush has just cut an utterance off, its last 5 ms still belong to it. */
    private void silence(AudioTick tick, boolean cut) {
        Arrays.fill(tick.played, (short) 0);
        emptySteps++;
        tick.utterance = cut ? playing : 0;
        tick.unit = cut ? playingUnit : 0;
        if (cut) {
            playing = 0;
        }
    }

    /** Lays the first 5 ms of what a flush cut off, fading, over the frame; the last sample where none was queued. */
    private void layFade(short[] out, int tailSlot) {
        for (int i = 0; i < FADE_SAMPLES; i++) {
            int sample = tailSlot == NO_SLOT ? lastSample : samples[tailSlot * FRAME + i];
            out[i] = Pcm.saturate(out[i] + sample * (FADE_SAMPLES - 1 - i) / FADE_SAMPLES);
        }
    }

    private void applyGain(short[] out) {
        float to = targetGain;
        if (gain == 1f && to == 1f) {
            return;
        }
        float step = (to - gain) / FRAME;
        float now = gain;
        for (int i = 0; i < FRAME; i++) {
            now += step;
            out[i] = Pcm.saturate(Math.round(out[i] * now));
        }
        gain = to;
    }
}
