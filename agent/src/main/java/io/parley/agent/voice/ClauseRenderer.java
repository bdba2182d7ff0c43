package io.parley.agent.voice;

import org.jspecify.annotations.Nullable;

/**
 * Renders one clause step by step, each step a few milliseconds: the durations, then in turn a window of features or a
 * chunk of audio, as far ahead as the next chunk needs. One thread at a time, the workbench a different one each step.
 */
final class ClauseRenderer {
    /** Frames a chunk's source depends on to the right of the vocoder's context: the next frame's pitch. */
    private static final int AHEAD = Mouth.RIGHT + 1;

    private final String phones;
    private final Style style;
    private final boolean last;
    private final int chunk;
    private final Noise noise;
    private final PulseSource pulses = new PulseSource();
    private final float[] sourceWindow = new float[Mouth.WINDOW * VoicePack.HOP];
    private final float[] noiseWindow = new float[Mouth.WINDOW * VoicePack.HOP];
    private final float[] audio = new float[Mouth.CHUNK * VoicePack.HOP];

    private @Nullable ClausePlan plan;
    /** Frames rendered. */
    private int rendered;
    /** First frame that the windows hold, and the one after the last. */
    private int windowFrom;

    private int windowTo;
    private int nextChunk;

    /**
     * @param first frames of the first chunk, doubled with each further one up to {@code chunk}
     * @param chunk frames of a chunk, at most {@link Mouth#CHUNK}
     */
    ClauseRenderer(String phones, Style style, boolean last, int first, int chunk, Noise noise) {
        this.phones = phones;
        this.style = style;
        this.last = last;
        this.nextChunk = first;
        this.chunk = chunk;
        this.noise = noise;
    }

    /** The samples of the last step's audio. */
    float[] audio() {
        return audio;
    }

    boolean finished() {
        return plan != null && rendered == plan.frames();
    }

    /** Null until the first step is done. */
    @Nullable
    ClausePlan plan() {
        return plan;
    }

    /**
     * Does the next piece of work.
     *
     * @return samples now in {@link #audio}, 0 where this step made none
     */
    int step(Workbench bench) {
        ClausePlan current = plan;
        if (current == null) {
            plan = bench.planner().encode(phones, style, last);
            return 0;
        }
        int to = Math.min(current.frames(), rendered + nextChunk);
        if (current.planned < Math.min(current.frames(), to + AHEAD)) {
            bench.planner().extend(current, style);
            return 0;
        }
        int from = rendered;
        int left = Math.max(0, from - Mouth.LEFT);
        int right = Math.min(current.frames(), to + Mouth.RIGHT);
        fillWindows(current, left, right);
        bench.mouth().render(current, left, right, from, to, sourceWindow, noiseWindow, audio);
        rendered = to;
        nextChunk = Math.min(2 * nextChunk, chunk);
        return (to - from) * VoicePack.HOP;
    }

    /** Moves the windows of source and noise on, so that each frame's are made once. */
    private void fillWindows(ClausePlan current, int left, int right) {
        int drop = (left - windowFrom) * VoicePack.HOP;
        int keep = (windowTo - left) * VoicePack.HOP;
        System.arraycopy(sourceWindow, drop, sourceWindow, 0, keep);
        System.arraycopy(noiseWindow, drop, noiseWindow, 0, keep);
        windowFrom = left;
        for (; windowTo < right; windowTo++) {
            int at = (windowTo - left) * VoicePack.HOP;
            float next = current.f0[Math.min(windowTo + 1, current.frames() - 1)];
            pulses.frame(current.f0[windowTo], next, sourceWindow, at);
            noise.fill(noiseWindow, at, VoicePack.HOP);
        }
    }
}
