package io.parley.agent.voice;

/** Keeps numbers that come together only when something is said within what the voice can do, and counts. One thread. */
final class Clamps {
    private int count;

    double within(double value, double low, double high) {
        if (value >= low && value <= high) {
            return value;
        }
        count++;
        return value > high ? high : low;
    }

    /** How many were outside. */
    int count() {
        return count;
    }
}
