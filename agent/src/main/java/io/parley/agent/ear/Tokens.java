package io.parley.agent.ear;

import java.util.Arrays;

/** Live states of a {@link Search} and their tokens, {@link Search#WIDTH} places a state. */
final class Tokens {
    int[] state;
    int[] count;
    float[] score;
    long[] meaning;
    int[] trace;
    boolean[] entered;
    int size;

    Tokens(int capacity) {
        state = new int[capacity];
        count = new int[capacity];
        score = new float[capacity * Search.WIDTH];
        meaning = new long[capacity * Search.WIDTH];
        trace = new int[capacity * Search.WIDTH];
        entered = new boolean[capacity * Search.WIDTH];
    }

    int open(int s) {
        if (size == state.length) {
            grow(2 * size);
        }
        state[size] = s;
        count[size] = 0;
        return size++;
    }

    private void grow(int capacity) {
        state = Arrays.copyOf(state, capacity);
        count = Arrays.copyOf(count, capacity);
        score = Arrays.copyOf(score, capacity * Search.WIDTH);
        meaning = Arrays.copyOf(meaning, capacity * Search.WIDTH);
        trace = Arrays.copyOf(trace, capacity * Search.WIDTH);
        entered = Arrays.copyOf(entered, capacity * Search.WIDTH);
    }

    void copyFrom(Tokens o) {
        if (state.length < o.size) {
            grow(o.state.length);
        }
        size = o.size;
        System.arraycopy(o.state, 0, state, 0, size);
        System.arraycopy(o.count, 0, count, 0, size);
        System.arraycopy(o.score, 0, score, 0, size * Search.WIDTH);
        System.arraycopy(o.meaning, 0, meaning, 0, size * Search.WIDTH);
        System.arraycopy(o.trace, 0, trace, 0, size * Search.WIDTH);
    }
}
