package io.parley.agent.voice;

import io.parley.models.Binding;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/**
 * Runs the two planner graphs: phones to hidden states and durations, then a window of frames at a time to features. The
 * second graph sees {@value #CONTEXT} frames on either side of a frame and no more, so windows with that context give bit
 * for bit what one run over the clause gives, and the first sound need not wait for the last. One thread at a time.
 */
final class Planner implements AutoCloseable {
    /** Tokens of a clause, pads included; clauses stay far below, but for words that are spelled. */
    static final int MOST_TOKENS = 512;
    /** Phones of a clause: a token before and one behind them. */
    static final int MOST_PHONES = MOST_TOKENS - 2;
    /** Frames on either side that a frame depends on: four convolutions of 9 to the left and right, three of 7. */
    static final int CONTEXT = 24;
    /** Frames of the first window: enough for the first chunk of audio. */
    static final int FIRST_WINDOW = 16;
    /** Frames of later windows: 7 ms of work, context included. */
    static final int WINDOW = 96;

    private static final int POSITION = 6;
    private static final int MOST_FRAMES = WINDOW + 2 * CONTEXT;
    /** Below this a frame is unvoiced, and its frequency a mark, not a pitch. */
    private static final float VOICED = 50;

    private final VoicePack pack;
    private final Binding encoder;
    private final Binding decoder;
    private final LongBuffer tokens = Buffers.longs(MOST_TOKENS);
    private final FloatBuffer hidden = Buffers.floats(MOST_TOKENS * ClausePlan.HIDDEN);
    private final FloatBuffer durations = Buffers.floats(MOST_TOKENS);
    private final LongBuffer index = Buffers.longs(MOST_FRAMES);
    private final FloatBuffer position = Buffers.floats(MOST_FRAMES * POSITION);
    private final FloatBuffer mel = Buffers.floats(MOST_FRAMES * ClausePlan.BANDS);
    private final FloatBuffer f0 = Buffers.floats(MOST_FRAMES);

    Planner(VoicePack pack) {
        this.pack = pack;
        encoder = pack.encoder().bind();
        decoder = pack.decoder().bind();
    }

    /**
     * Durations and hidden states of a clause; no frame is planned yet.
     *
     * @param last whether the turn ends with this clause
     */
    ClausePlan encode(String phones, Style style, boolean last) {
        int n = phones.length() + 2;
        if (n > MOST_TOKENS) {
            throw new IllegalArgumentException("a clause of " + n + " tokens, expected at most " + MOST_TOKENS);
        }
        tokens.put(0, 0).put(n - 1, 0);
        for (int i = 0; i < phones.length(); i++) {
            tokens.put(i + 1, pack.token(phones.charAt(i)));
        }
        encoder.input("x", tokens, 1, n)
                .output("h", hidden, 1, n, ClausePlan.HIDDEN)
                .output("d", durations, 1, n)
                .run();
        float[] states = new float[n * ClausePlan.HIDDEN];
        hidden.get(0, states);
        float[] lengths = new float[n];
        durations.get(0, lengths);
        return new ClausePlan(states, Timing.frames(phones, lengths, style, last));
    }

    /** Plans the next window of frames. */
    void extend(ClausePlan plan, Style style) {
        int from = plan.planned;
        int to = Math.min(plan.frames(), from + (from == 0 ? FIRST_WINDOW : WINDOW));
        int left = Math.max(0, from - CONTEXT);
        int right = Math.min(plan.frames(), to + CONTEXT);
        int n = right - left;
        for (int t = 0; t < n; t++) {
            position(plan, left + t, t);
        }
        hidden.put(0, plan.hidden);
        decoder.input("h", hidden, 1, plan.tokens(), ClausePlan.HIDDEN)
                .input("idx", index, 1, n)
                .input("pos", position, 1, n, POSITION)
                .output("mel", mel, 1, n, ClausePlan.BANDS)
                .output("f0", f0, 1, n)
                .run();
        mel.get((from - left) * ClausePlan.BANDS, plan.mel, from * ClausePlan.BANDS, (to - from) * ClausePlan.BANDS);
        for (int t = from; t < to; t++) {
            float hertz = f0.get(t - left);
            plan.f0[t] = hertz > VOICED ? (float) (hertz * style.pitch()) : hertz;
        }
        plan.planned = to;
    }

    /** Where a frame lies within its token (the pack's README, 2). */
    private void position(ClausePlan plan, int frame, int row) {
        int token = plan.tokenOf[frame];
        int n = plan.framesOf(token);
        int k = frame - plan.starts[token];
        int r = n - 1 - k;
        index.put(row, token);
        int at = row * POSITION;
        position.put(at, (float) ((k + 0.5) / n))
                .put(at + 1, (float) (Math.min(k, 12) / 6.0))
                .put(at + 2, (float) (Math.min(r, 12) / 6.0))
                .put(at + 3, (float) (Math.log(n) / 2))
                .put(at + 4, k == 0 ? 1 : 0)
                .put(at + 5, r == 0 ? 1 : 0);
    }

    @Override
    public void close() {
        encoder.close();
        decoder.close();
    }
}
