package io.parley.server.bench;

import java.util.Map;

/**
 * What the far ends of a measurement saw.
 *
 * @param sent packets that they sent, and
 * @param late how many of them more than 5 ms after their time
 * @param received packets
 * @param lost packets missing among those
 * @param gap50Millis between two packets of a call: the median,
 * @param gap999Millis what one in a thousand exceeds, and
 * @param longestGapMillis the longest
 */
public record Watched(
        long sent,
        long late,
        long received,
        long lost,
        double gap50Millis,
        double gap999Millis,
        double longestGapMillis) {
    /** As {@link Blaster} tells it. */
    static Watched of(Map<String, Double> values) {
        return new Watched(
                values.getOrDefault("sent", 0.0).longValue(),
                values.getOrDefault("late", 0.0).longValue(),
                values.getOrDefault("received", 0.0).longValue(),
                values.getOrDefault("lost", 0.0).longValue(),
                values.getOrDefault("gap50", 0.0),
                values.getOrDefault("gap999", 0.0),
                values.getOrDefault("gapMost", 0.0));
    }
}
