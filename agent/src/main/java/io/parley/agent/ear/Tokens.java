package io.parley.agent.ear;

import java.util.Arrays;

/**
 * Live states of a {@link Search} and their tokens. While a frame is made every state has {@link Search#WIDTH} places for
 * tokens ({@link #open}); what is kept of it lies close together ({@link #pack}), since most states have one.
 */
final class Tokens {
    /** Room for short answers; it is what a call keeps that is silent. */
    private static final int FEW = 64;

    int[] state = new int[FEW];
    int[] first = new int[FEW];
    byte[] count = new byte[FEW];
    int size;

    float[] score = new float[FEW];
    long[] meaning = new long[FEW];
    int[] trace = new int[FEW];
    /** Whether the path has entered the state in this frame; not kept. */
    boolean[] entered = {};

    /** Adds a state with places for its tokens. */
    int open(int s) {
        if (size == state.length) {
            resizeStates(2 * size);
        }
        if (entered.length < (size + 1) * Search.WIDTH) {
            resizeTokens(2 * (size + 1) * Search.WIDTH);
            entered = Arrays.copyOf(entered, score.length);
        }
        state[size] = s;
        first[size] = size * Search.WIDTH;
        count[size] = 0;
        return size++;
    }

    /** The state to which a token belongs. */
    int stateOf(int token) {
        int i = Arrays.binarySearch(first, 0, size, token);
        return i < 0 ? -i - 2 : i;
    }

    /** Empty, and small again. */
    void clear() {
        size = 0;
        if (state.length > FEW) {
            resizeStates(FEW);
        }
        if (score.length > FEW) {
            resizeTokens(FEW);
        }
    }

    private void resizeStates(int capacity) {
        state = Arrays.copyOf(state, capacity);
        first = Arrays.copyOf(first, capacity);
        count = Arrays.copyOf(count, capacity);
    }

    private void resizeTokens(int capacity) {
        score = Arrays.copyOf(score, capacity);
        meaning = Arrays.copyOf(meaning, capacity);
        trace = Arrays.copyOf(trace, capacity);
    }

    private static boolean apart(int room, int needed) {
        return room < needed || room > Math.max(FEW, 2 * needed);
    }

    /** Becomes equal to another one, without free places. */
    void pack(Tokens o) {
        int tokens = 0;
        for (int i = 0; i < o.size; i++) {
            tokens += o.count[i];
        }
        // A quarter more, and given back when less than half is used, so that not every frame makes this grow or
        // shrink.
        if (apart(state.length, o.size)) {
            resizeStates(Math.max(FEW, o.size + o.size / 4));
        }
        if (apart(score.length, tokens)) {
            resizeTokens(Math.max(FEW, tokens + tokens / 4));
        }
        size = o.size;
        System.arraycopy(o.state, 0, state, 0, size);
        System.arraycopy(o.count, 0, count, 0, size);
        int to = 0;
        for (int i = 0; i < size; i++) {
            first[i] = to;
            for (int k = o.first[i]; k < o.first[i] + o.count[i]; k++) {
                score[to] = o.score[k];
                meaning[to] = o.meaning[k];
                trace[to++] = o.trace[k];
            }
        }
    }
}
