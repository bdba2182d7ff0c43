package io.parley.agent.voice;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How something is said. Part of the key under which prompts are cached.
 *
 * @param name for logs
 * @param rate speed of speaking, 1 as the voice was trained, {@value #SLOWEST} to {@value #FASTEST}
 * @param pitch factor on the fundamental frequency, {@value #LOWEST} to {@value #HIGHEST}
 * @param pauses factor on the length of pauses, before {@code rate}, {@value #SHORTEST} to {@value #LONGEST}
 */
public record Style(String name, double rate, double pitch, double pauses) {
    static final double SLOWEST = 0.5;
    static final double FASTEST = 2;
    static final double LOWEST = 0.6;
    static final double HIGHEST = 1.6;
    static final double SHORTEST = 0.25;
    static final double LONGEST = 4;

    /** As the voice was trained. */
    public static final Style NEUTRAL = new Style("neutral", 1, 1, 1);

    private static final Logger LOG = LoggerFactory.getLogger(Style.class);

    private static final Map<String, Style> NAMED = Map.of(
            "neutral", NEUTRAL,
            "cheerful", new Style("cheerful", 1.04, 1.08, 0.85),
            "calm", new Style("calm", 0.92, 0.96, 1.25),
            "fast", new Style("fast", 1.25, 1.02, 0.7));

    /**
     * @throws IllegalArgumentException if a factor is outside its range
     */
    public Style {
        check("rate", rate, SLOWEST, FASTEST);
        check("pitch", pitch, LOWEST, HIGHEST);
        check("pauses", pauses, SHORTEST, LONGEST);
    }

    private static void check(String key, double value, double from, double to) {
        if (!(value >= from && value <= to)) {
            throw new IllegalArgumentException(
                    "style " + key + ": found " + value + ", expected " + from + " to " + to);
        }
    }

    /** The same, faster or slower by a factor, within what the voice can do. */
    public Style paced(double factor) {
        return factor == 1 ? this : new Style(name, Math.max(SLOWEST, Math.min(FASTEST, rate * factor)), pitch, pauses);
    }

    /** The names that {@link #named} knows, sorted. */
    public static SortedSet<String> names() {
        return new TreeSet<>(NAMED.keySet());
    }

    /** A style by the name an agent's file gives it. An unknown one is {@link #NEUTRAL}, with a warning in the log. */
    public static Style named(String name) {
        Style style = NAMED.get(name);
        if (style == null) {
            LOG.warn("voice style '{}' is unknown, expected one of {}: speaking in neutral", name, NAMED.keySet());
            return NEUTRAL;
        }
        return style;
    }
}
