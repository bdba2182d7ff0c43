package io.parley.config;

import java.time.Duration;

/**
 * How much may be called, whoever causes it.
 *
 * @param perCall calls and transfers that one caller can cause
 * @param agent of one agent
 * @param trunk by one trunk
 * @param all of all together, on every server that shares the store
 * @param length the longest that a call of ours may last
 */
public record DialCaps(int perCall, Rate agent, Rate trunk, Rate all, Duration length) {
    public static final DialCaps DEFAULT =
            new DialCaps(3, new Rate(60, 300), new Rate(120, 600), new Rate(240, 1_200), Duration.ofHours(1));

    static final int MOST = 100_000;

    /** So many in any hour, and in any day. */
    public record Rate(int hour, int day) {
        public Rate {
            new Rules()
                    .require(hour >= 0 && hour <= MOST, "hour", hour, "a number from 0 to " + MOST)
                    .require(day >= 0 && day <= MOST, "day", day, "a number from 0 to " + MOST)
                    .check();
        }
    }

    public DialCaps {
        new Rules()
                .require(perCall >= 0 && perCall <= MOST, "per-call", perCall, "a number from 0 to " + MOST)
                .require(
                        length.compareTo(Duration.ofSeconds(1)) >= 0 && length.compareTo(Limits.MAX_CALL_LENGTH) <= 0,
                        "length",
                        Durations.format(length),
                        "from 1s to 24h")
                .check();
    }
}
