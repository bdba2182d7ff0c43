package io.parley.agent.ear;

import java.util.Arrays;

/** Which words led to the tokens of a {@link Search}: a tree that grows towards the present. */
final class Traces {
    private static final int FEW = 256;
    private static final int DEAD = -1;
    private static final int ALIVE = 0;

    int[] previous = new int[FEW];
    int[] state = new int[FEW];
    int[] frame = new int[FEW];
    int size;
    /** So many at most before those that lead to no live token are forgotten. */
    private int limit = FEW;

    /** Empty, and small again. */
    void clear() {
        size = 0;
        limit = FEW;
        if (previous.length > FEW) {
            previous = new int[FEW];
            state = new int[FEW];
            frame = new int[FEW];
        }
    }

    int add(int before, int s, int f) {
        if (size == previous.length) {
            int capacity = size + size / 2;
            previous = Arrays.copyOf(previous, capacity);
            state = Arrays.copyOf(state, capacity);
            frame = Arrays.copyOf(frame, capacity);
        }
        previous[size] = before;
        state[size] = s;
        frame[size] = f;
        return size++;
    }

    /** Forgets, when there are many, the words of paths that have died, and renumbers those of the tokens that live. */
    void compact(Tokens live, Search.Scratch scratch) {
        if (size <= limit) {
            return;
        }
        if (scratch.renumbered.length < size) {
            scratch.renumbered = new int[previous.length];
        }
        int[] number = scratch.renumbered;
        Arrays.fill(number, 0, size, DEAD);
        for (int i = 0; i < live.size; i++) {
            for (int k = live.first[i]; k < live.first[i] + live.count[i]; k++) {
                for (int t = live.trace[k]; t >= 0 && number[t] == DEAD; t = previous[t]) {
                    number[t] = ALIVE;
                }
            }
        }
        int kept = 0;
        for (int t = 0; t < size; t++) {
            if (number[t] != DEAD) {
                number[t] = kept;
                // A word is noted after the one before it, which therefore has its number already.
                previous[kept] = previous[t] < 0 ? previous[t] : number[previous[t]];
                state[kept] = state[t];
                frame[kept++] = frame[t];
            }
        }
        for (int i = 0; i < live.size; i++) {
            for (int k = live.first[i]; k < live.first[i] + live.count[i]; k++) {
                live.trace[k] = live.trace[k] < 0 ? live.trace[k] : number[live.trace[k]];
            }
        }
        size = kept;
        limit = Math.max(FEW, kept + kept / 2);
        if (previous.length > 2 * limit) {
            previous = Arrays.copyOf(previous, limit);
            state = Arrays.copyOf(state, limit);
            frame = Arrays.copyOf(frame, limit);
        }
    }

    void copyFrom(Traces o) {
        if (previous.length < o.size) {
            previous = new int[o.previous.length];
            state = new int[o.previous.length];
            frame = new int[o.previous.length];
        }
        size = o.size;
        System.arraycopy(o.previous, 0, previous, 0, size);
        System.arraycopy(o.state, 0, state, 0, size);
        System.arraycopy(o.frame, 0, frame, 0, size);
    }
}
