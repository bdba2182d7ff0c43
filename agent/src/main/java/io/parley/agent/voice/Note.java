package io.parley.agent.voice;

/**
 * A note of a melody: one syllable is sung on it.
 *
 * @param hertz its pitch; 0 leaves the syllable its own
 * @param millis how long the syllable lasts; 0 leaves it its own length
 */
public record Note(double hertz, int millis) {}
