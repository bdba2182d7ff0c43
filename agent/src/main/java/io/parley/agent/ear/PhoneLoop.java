package io.parley.agent.ear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The yardstick for rejection: the best score of any string of phones at all. Speech that the agent's grammar explains
 * much worse than this was something else.
 *
 * <p>The model is immutable and shared; {@link State} belongs to one search.
 */
public final class PhoneLoop {
    /** Cost of going on to another phone. */
    private static final float ARC = (float) -Math.log(30);

    private final int[] forward;
    private final int[] self;
    private final int[] phone;
    /** Left phones of each state, in compressed rows. */
    private final int[] leftStart;

    private final int[] left;
    private final boolean[] initial;

    public PhoneLoop(ContextTree tree) {
        Map<Integer, List<Integer>> lefts = new java.util.TreeMap<>();
        for (int p = 1; p < Phones.COUNT; p++) {
            for (int l = 0; l < Phones.COUNT; l++) {
                if (tree.has(l, p)) {
                    lefts.computeIfAbsent(p << 16 | tree.tuple(l, p), k -> new ArrayList<>())
                            .add(l);
                }
            }
        }
        int n = lefts.size();
        forward = new int[n];
        self = new int[n];
        phone = new int[n];
        leftStart = new int[n + 1];
        initial = new boolean[n];
        left = new int[lefts.values().stream().mapToInt(List::size).sum()];
        int s = 0;
        int at = 0;
        for (Map.Entry<Integer, List<Integer>> e : lefts.entrySet()) {
            int tuple = e.getKey() & 0xffff;
            forward[s] = tree.forwardPdf(tuple);
            self[s] = tree.selfPdf(tuple);
            phone[s] = e.getKey() >> 16;
            for (int l : e.getValue()) {
                initial[s] |= l == Phones.START;
                left[at++] = l;
            }
            leftStart[++s] = at;
        }
    }

    int states() {
        return forward.length;
    }

    /** Scores of a running loop. Confined to one thread at a time. */
    public final class State {
        private float[] score = new float[forward.length];
        private float[] next = new float[forward.length];
        private final float[] bestOf = new float[Phones.COUNT];
        private boolean started;

        public void begin() {
            started = false;
        }

        public void copyFrom(State other) {
            System.arraycopy(other.score, 0, score, 0, score.length);
            started = other.started;
        }

        /** Takes one frame, as {@link Search#step}. */
        public void step(float[] ll, int offset) {
            if (!started) {
                for (int s = 0; s < score.length; s++) {
                    score[s] = initial[s] ? ll[offset + forward[s]] : Grammar.NEVER;
                }
                started = true;
                return;
            }
            Arrays.fill(bestOf, Grammar.NEVER);
            for (int s = 0; s < score.length; s++) {
                bestOf[phone[s]] = Math.max(bestOf[phone[s]], score[s]);
            }
            for (int s = 0; s < score.length; s++) {
                float entering = Grammar.NEVER;
                for (int i = leftStart[s]; i < leftStart[s + 1]; i++) {
                    entering = Math.max(entering, bestOf[left[i]]);
                }
                next[s] = Math.max(score[s] + ll[offset + self[s]], entering + ARC + ll[offset + forward[s]]);
            }
            float[] old = score;
            score = next;
            next = old;
        }

        /** Natural log of the best string's likelihood. */
        public float best() {
            float best = Grammar.NEVER;
            for (float s : score) {
                best = Math.max(best, s);
            }
            return best;
        }
    }
}
