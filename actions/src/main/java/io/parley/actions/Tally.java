package io.parley.actions;

import java.time.Duration;

/**
 * Something of which there may be only so many in any window of time.
 *
 * @param key what is counted; no personal data
 * @param most how many
 */
public record Tally(String key, int most, Duration window) {}
