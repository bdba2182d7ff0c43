package io.parley.agent;

import io.parley.agent.ear.Heard;

/**
 * How sure a value is, as a probability of being right: its share of all meanings, the log-odds bent by a straight line
 * (Platt, 1999), taken back where any phones at all explain the sound as well as the grammar does. Pure; the constants are
 * fitted by {@code training/ear/calibrate.py}. So far no line was better than none, so it bends nothing.
 */
final class Calibration {
    private static final float SLOPE = 1;
    private static final float OFFSET = 0;
    /** Misfit (natural log a frame of speech) up to which an utterance is surely what the grammar says. */
    static final float FITS = -0.4f;
    /** Misfit from which it is surely something else. */
    static final float ALIEN = 0.3f;

    /**
     * What the expectation alone is worth, in natural log: who is asked answers, twenty times to one. It is worth so much
     * for the utterance, not for each frame: of a short word the sound tells little.
     */
    private static final float EXPECTED = 3;
    /** Frames of the shortest word that gets all of it; shorter is a click. */
    private static final int SHORTEST_WORD = 8;

    /** Log-odds of a share that has no room left in 32 bits. */
    private static final double MOST_ODDS = 14;

    private Calibration() {}

    /**
     * @param share of all meanings that the grammar allows, 0 to 1
     * @param misfit natural log a frame of speech; what is no number is no speech
     * @return probability of being right, 0 to 1
     */
    static float sure(float share, float misfit) {
        double odds = Math.log(share) - Math.log1p(-Math.min(share, 1));
        double bent = SLOPE * Math.max(-MOST_ODDS, Math.min(MOST_ODDS, odds)) + OFFSET;
        return Float.isNaN(share) ? 0 : (float) (fit(misfit) / (1 + Math.exp(-bent)));
    }

    /** {@link Heard#misfit} in the light of what is expected, natural log a frame of speech. */
    static float misfit(Heard heard) {
        return heard.misfit() - EXPECTED / Math.max(SHORTEST_WORD, heard.speechFrames());
    }

    /** From 1 for speech the grammar explains to 0 for speech that anything explains better. */
    static float fit(float misfit) {
        return Float.isNaN(misfit) ? 0 : Math.max(0, Math.min(1, (ALIEN - misfit) / (ALIEN - FITS)));
    }
}
