package io.parley.agent.ear;

import java.util.Arrays;

/** Which words led to the tokens of a {@link Search}: a tree that grows towards the present. */
final class Traces {
    int[] previous = new int[512];
    int[] state = new int[512];
    int[] frame = new int[512];
    int size;

    int add(int before, int s, int f) {
        if (size == previous.length) {
            int capacity = 2 * size;
            previous = Arrays.copyOf(previous, capacity);
            state = Arrays.copyOf(state, capacity);
            frame = Arrays.copyOf(frame, capacity);
        }
        previous[size] = before;
        state[size] = s;
        frame[size] = f;
        return size++;
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
