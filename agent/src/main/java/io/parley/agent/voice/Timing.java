package io.parley.agent.voice;

/**
 * How long each token lasts, by the contract of the pack (models/voice-en/README.md, 1 and 5). Pure arithmetic in 32-bit
 * floats, as the reference has it.
 */
final class Timing {
    /** Before the first sound: silence there costs the caller time. */
    static final int LEAD_FRAMES = 2;
    /** After the last sound of a turn: the final punctuation lasts 150 ms otherwise. */
    static final int TAIL_FRAMES = 2;
    /** A second and a half: no token needs more, and a clause must not grow without bound. */
    static final int MOST_FRAMES = 120;

    private static final String PAUSES = " ,.?!;:";

    private Timing() {}

    /**
     * Frames of each token of a clause.
     *
     * @param phones the clause's phones, without the pad token on either side
     * @param durations of all tokens, pads included, in units of 25 ms
     * @param last whether the turn ends with this clause
     */
    static int[] frames(String phones, float[] durations, Style style, boolean last) {
        int[] frames = new int[phones.length() + 2];
        float end = 0;
        int before = 0;
        for (int i = 0; i < frames.length; i++) {
            end += 2 * Math.max(durations[i] * scale(phones, i, style), 0.5f);
            int rounded = (int) Math.rint(end);
            frames[i] = Math.min(Math.max(1, rounded - before), MOST_FRAMES);
            before = rounded;
        }
        frames[0] = Math.min(frames[0], LEAD_FRAMES);
        if (last) {
            for (int i = frames.length - 1; i > 0 && isPause(phones, i); i--) {
                frames[i] = Math.min(frames[i], TAIL_FRAMES);
            }
        }
        return frames;
    }

    private static float scale(String phones, int token, Style style) {
        return (float) ((isPause(phones, token) ? style.pauses() : 1) / style.rate());
    }

    private static boolean isPause(String phones, int token) {
        return token == 0 || token > phones.length() || PAUSES.indexOf(phones.charAt(token - 1)) >= 0;
    }
}
