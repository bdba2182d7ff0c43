package io.parley.agent.ear;

import java.util.Arrays;

/**
 * One caller's way from audio to the ear's input: level, MFCC, and the network's state. Confined to its lane's thread.
 */
final class EarStream {
    /**
     * Ticks that wait while nobody needs them: 0.96 s. What the network gives depends on this tick and the 40 frames before
     * it, seven ticks; an utterance is searched from four ticks before the one in which it is noticed; the rest is for
     * TURN, whose memory fades.
     */
    static final int KEPT_TICKS = 16;
    /** Those, an unfinished one, and what one audio frame adds. */
    private static final int QUEUE = KEPT_TICKS * EarModel.TICK_FRAMES + 8;

    private static final float[] NOTHING = {};
    /** As training/ear/turn_head.py has it. */
    private static final float LEVEL_SCALE = 5;

    private final LevelEstimate level = new LevelEstimate();
    private final float[] samples = new float[Mfcc.WINDOW + 4 * Mfcc.HOP];
    private int sampleCount;
    private final float[] queue = new float[QUEUE * Mfcc.COEFFICIENTS];
    private final float[] queuedLevels = new float[QUEUE];
    private int queued;
    private boolean first = true;

    /** Input row: MFCC of one tick, the agent's levels, then the state. */
    final float[] in = new float[EarModel.INPUT + EarModel.STATE];
    /** Output row, lent by the lane for one tick: log-likelihoods and TURN of two frames, then the state. */
    float[] out = NOTHING;

    /**
     * Takes one 20 ms block. Before the next the caller fills or drops what is beyond {@link #KEPT_TICKS}.
     *
     * @param played RMS of what the agent said meanwhile, 16-bit scale
     */
    void accept(short[] pcm, int length, float played, Mfcc mfcc) {
        float said = (float) Math.log10(1 + played) / LEVEL_SCALE;
        level.apply(pcm, 0, length, samples, sampleCount);
        sampleCount += length;
        int at = 0;
        while (at + Mfcc.WINDOW <= sampleCount) {
            push(mfcc, at, said);
            at += Mfcc.HOP;
        }
        System.arraycopy(samples, at, samples, 0, sampleCount - at);
        sampleCount -= at;
    }

    private void push(Mfcc mfcc, int at, float said) {
        int place = queued * Mfcc.COEFFICIENTS;
        mfcc.compute(samples, at, queue, place);
        queuedLevels[queued] = said;
        queued++;
        if (first) {
            // The network's stride of three starts after its five frames of look-ahead: one frame more in front.
            System.arraycopy(queue, place, queue, place + Mfcc.COEFFICIENTS, Mfcc.COEFFICIENTS);
            queuedLevels[queued] = said;
            queued++;
            first = false;
        }
    }

    boolean ready() {
        return queued >= EarModel.TICK_FRAMES;
    }

    /** More ticks wait than anybody could ask for. */
    boolean overfull() {
        return queued >= (KEPT_TICKS + 1) * EarModel.TICK_FRAMES;
    }

    /** The oldest tick that waits will never be heard. */
    void drop() {
        shift();
    }

    /** Moves one tick of frames into the input row. */
    void fill() {
        System.arraycopy(queue, 0, in, 0, EarModel.PLAYED);
        System.arraycopy(queuedLevels, 0, in, EarModel.PLAYED, EarModel.TICK_FRAMES);
        shift();
    }

    private void shift() {
        queued -= EarModel.TICK_FRAMES;
        System.arraycopy(queue, EarModel.PLAYED, queue, 0, queued * Mfcc.COEFFICIENTS);
        System.arraycopy(queuedLevels, EarModel.TICK_FRAMES, queuedLevels, 0, queued);
    }

    /** Makes the state that came out the state that goes in. */
    void advance() {
        advance(in, out);
    }

    static void advance(float[] in, float[] out) {
        System.arraycopy(out, EarModel.OUTPUT, in, EarModel.INPUT, EarModel.STATE);
    }

    /**
     * Fills a row with this stream's state and with what the given tick of a look ahead hears: the frames that wait, then
     * the last one again and again.
     */
    void fillAhead(float[] row, int tick) {
        if (tick == 0) {
            System.arraycopy(in, EarModel.INPUT, row, EarModel.INPUT, EarModel.STATE);
        }
        for (int f = 0; f < EarModel.TICK_FRAMES; f++) {
            int wanted = tick * EarModel.TICK_FRAMES + f;
            if (wanted < queued) {
                copy(queue, wanted, queuedLevels[wanted], row, f);
            } else if (queued > 0) {
                copy(queue, queued - 1, queuedLevels[queued - 1], row, f);
            } else {
                copy(in, EarModel.TICK_FRAMES - 1, in[EarModel.INPUT - 1], row, f);
            }
        }
    }

    private static void copy(float[] from, int frame, float said, float[] row, int f) {
        System.arraycopy(from, frame * Mfcc.COEFFICIENTS, row, f * Mfcc.COEFFICIENTS, Mfcc.COEFFICIENTS);
        row[EarModel.PLAYED + f] = said;
    }

    /** Whether what came out are numbers: a state that holds none never recovers by itself. */
    boolean isSound() {
        float sum = 0;
        for (float value : out) {
            sum += value;
        }
        return Float.isFinite(sum);
    }

    /** The network forgets what it has heard, and its last two frames said nothing; what waits to be heard stays. */
    void forget() {
        Arrays.fill(in, 0);
        Arrays.fill(out, 0);
    }

    /** Forgets the caller, level included. */
    void reset() {
        Arrays.fill(in, 0);
        sampleCount = 0;
        queued = 0;
        first = true;
    }
}
