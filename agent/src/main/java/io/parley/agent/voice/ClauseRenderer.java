package io.parley.agent.voice;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Renders one clause step by step, each step a few milliseconds: the durations, then in turn a window of features or a
 * chunk of audio. The mouth's audio lags behind the frames that go into it, so the first run takes some frames more than it
 * gives, and the last one some that follow the clause. One thread at a time, the workbench a different one each step.
 */
final class ClauseRenderer {
    private final Clause clause;
    private final Manner manner;
    private final int chunk;
    private final Noise noise;
    private final Clamps clamps = new Clamps();
    private final PulseSource pulses = new PulseSource();
    private final float[] source = new float[Mouth.MOST * VoicePack.HOP];
    private final float[] breath = new float[Mouth.MOST * VoicePack.HOP];
    private final float[] audio = new float[Mouth.MOST * VoicePack.HOP];

    private @Nullable ClausePlan plan;
    private float @Nullable [] memory;
    /** Frames that have gone into the mouth; those after the clause's last one bring out its end. */
    private int fed;

    private int nextRun;

    /**
     * @param first frames of the first chunk, doubled with each further one up to {@code chunk}
     * @param chunk frames of a chunk, at most {@link Mouth#CHUNK}
     */
    ClauseRenderer(Clause clause, Manner manner, int first, int chunk, Noise noise) {
        this.clause = clause;
        this.manner = manner;
        this.nextRun = first;
        this.chunk = chunk;
        this.noise = noise;
    }

    /** The samples of the last step's audio. */
    float[] audio() {
        return audio;
    }

    boolean finished() {
        return plan != null && fed == plan.frames() + Mouth.DELAY;
    }

    /** Null until the first step is done. */
    @Nullable
    ClausePlan plan() {
        return plan;
    }

    /** How often words and style together asked for more than the voice can do. */
    int clamped() {
        return clamps.count();
    }

    /**
     * Does the next piece of work.
     *
     * @return samples now in {@link #audio}, 0 where this step made none
     */
    int step(Workbench bench) {
        ClausePlan current = plan;
        float[] state = memory;
        if (current == null || state == null) {
            plan = bench.planner().encode(clause, manner, clamps);
            memory = bench.mouth().silence();
            return 0;
        }
        int to = runsTo(current.frames() + Mouth.DELAY);
        // The last frame of a run rings at a pitch that moves towards the next one's.
        if (current.planned < Math.min(current.frames(), to + 1)) {
            bench.planner().extend(current);
            return 0;
        }
        return run(current, to, state, bench.mouth());
    }

    private int runsTo(int end) {
        int to = fed + nextRun + (fed == 0 ? Mouth.DELAY : 0);
        boolean roomForAll = end - fed <= Mouth.MOST;
        // A last run that only brings out the end would cost as much as any.
        return to >= end - Mouth.DELAY && roomForAll ? end : Math.min(to, end);
    }

    private int run(ClausePlan current, int to, float[] state, Mouth mouth) {
        for (int t = fed; t < to; t++) {
            excite(current, t, (t - fed) * VoicePack.HOP);
        }
        mouth.run(current, fed, to, source, breath, state, audio);
        int early = Math.max(0, Math.min(to, Mouth.DELAY) - fed) * VoicePack.HOP;
        int samples = (to - fed) * VoicePack.HOP - early;
        System.arraycopy(audio, early, audio, 0, samples);
        fed = to;
        nextRun = Math.min(2 * nextRun, chunk);
        return samples;
    }

    private void excite(ClausePlan current, int frame, int at) {
        if (frame < current.frames()) {
            float next = current.f0[Math.min(frame + 1, current.frames() - 1)];
            pulses.frame(current.f0[frame], next, source, at);
            noise.fill(breath, at, VoicePack.HOP);
        } else {
            Arrays.fill(source, at, at + VoicePack.HOP, 0);
            Arrays.fill(breath, at, at + VoicePack.HOP, 0);
        }
    }
}
