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
    /** Frames of later windows, 2 s: 5 ms of work, context included, which the next window does again. */
    static final int WINDOW = 160;

    private static final int POSITION = 6;
    private static final int MOST_FRAMES = WINDOW + 2 * CONTEXT;

    private final VoicePack pack;
    private final Binding tokenGraph;
    private final Binding frameGraph;
    private final LongBuffer voice = Buffers.longs(1);
    private final LongBuffer tokens = Buffers.longs(MOST_TOKENS);
    private final FloatBuffer hidden = Buffers.floats(MOST_TOKENS * ClausePlan.HIDDEN);
    private final FloatBuffer durations = Buffers.floats(MOST_TOKENS);
    private final LongBuffer index = Buffers.longs(MOST_FRAMES);
    private final FloatBuffer position = Buffers.floats(MOST_FRAMES * POSITION);
    private final FloatBuffer style = Buffers.floats(MOST_FRAMES * Prosody.COLUMNS);
    private final FloatBuffer melody = Buffers.floats(MOST_FRAMES);
    private final FloatBuffer mel = Buffers.floats(MOST_FRAMES * ClausePlan.BANDS);
    private final FloatBuffer f0 = Buffers.floats(MOST_FRAMES);

    Planner(VoicePack pack) {
        this.pack = pack;
        tokenGraph = pack.tokenPlanner().bind();
        frameGraph = pack.framePlanner().bind();
    }

    /**
     * Durations, prosody and hidden states of a clause; no frame is planned yet.
     *
     * @param clamps counts what words and style together ask too much of
     */
    ClausePlan encode(Clause clause, Manner manner, Clamps clamps) {
        String phones = clause.phones();
        int n = phones.length() + 2;
        if (n > MOST_TOKENS) {
            throw new IllegalArgumentException("a clause of " + n + " tokens, expected at most " + MOST_TOKENS);
        }
        tokens.put(0, 0).put(n - 1, 0);
        for (int i = 0; i < phones.length(); i++) {
            tokens.put(i + 1, pack.token(phones.charAt(i)));
        }
        voice.put(0, manner.voice());
        tokenGraph
                .input("phones", tokens, 1, n)
                .input("voice", voice, 1)
                .output("hidden", hidden, 1, n, ClausePlan.HIDDEN)
                .output("durations", durations, 1, n)
                .run();
        float[] states = new float[n * ClausePlan.HIDDEN];
        hidden.get(0, states);
        float[] lengths = new float[n];
        durations.get(0, lengths);
        int[] starts = ClausePlan.starts(Timing.frames(clause, lengths, manner, clamps));
        return new ClausePlan(manner.voice(), states, starts, Prosody.of(clause, manner, starts, clamps));
    }

    /** Plans the next window of frames. */
    void extend(ClausePlan plan) {
        int from = plan.planned;
        int to = Math.min(plan.frames(), from + (from == 0 ? FIRST_WINDOW : WINDOW));
        int left = Math.max(0, from - CONTEXT);
        int right = Math.min(plan.frames(), to + CONTEXT);
        int n = right - left;
        for (int t = 0; t < n; t++) {
            position(plan, left + t, t);
        }
        hidden.put(0, plan.hidden);
        voice.put(0, plan.voice);
        style.put(0, plan.prosody.style(), left * Prosody.COLUMNS, n * Prosody.COLUMNS);
        melody.put(0, plan.prosody.melody(), left, n);
        frameGraph
                .input("hidden", hidden, 1, plan.tokens(), ClausePlan.HIDDEN)
                .input("token", index, 1, n)
                .input("position", position, 1, n, POSITION)
                .input("voice", voice, 1)
                .input("style", style, 1, n, Prosody.COLUMNS)
                .input("melody", melody, 1, n)
                .output("mel", mel, 1, n, ClausePlan.BANDS)
                .output("f0", f0, 1, n)
                .run();
        mel.get((from - left) * ClausePlan.BANDS, plan.mel, from * ClausePlan.BANDS, (to - from) * ClausePlan.BANDS);
        f0.get(from - left, plan.f0, from, to - from);
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
        tokenGraph.close();
        frameGraph.close();
    }
}
