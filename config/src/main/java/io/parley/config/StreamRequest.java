package io.parley.config;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A request that is put into a stream of Redis, from which a worker takes it and answers into another.
 *
 * @param stream its name; the key is {@code parley:stream:NAME}
 * @param arguments a tree of maps, lists, strings, numbers, booleans, whose strings are templates. A value that is exactly
 *     {@code "{slot}"} is left out where the caller gave none
 * @param deliveries how many workers may begin it, one after another, where none finishes
 * @param takeover after how long without a word from its worker another may take it over
 */
public record StreamRequest(String stream, Map<String, Object> arguments, int deliveries, Duration takeover)
        implements ActionSpec.Kind {
    public static final int DEFAULT_DELIVERIES = 3;
    public static final Duration DEFAULT_TAKEOVER = Duration.ofSeconds(5);

    private static final int MAX_DELIVERIES = 10;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

    public StreamRequest {
        arguments = HttpRules.arguments(arguments);
        new Rules()
                .require(
                        NAME.matcher(stream).matches(),
                        "name",
                        stream,
                        "a name: at most 64 letters, digits, '-', '_' and dots")
                .require(
                        deliveries >= 1 && deliveries <= MAX_DELIVERIES,
                        "deliveries",
                        deliveries,
                        "a number from 1 to " + MAX_DELIVERIES)
                .require(
                        takeover.toMillis() >= 100 && takeover.compareTo(ActionSpec.MAX_DEADLINE) <= 0,
                        "takeover",
                        Durations.format(takeover),
                        "from 100ms to " + Durations.format(ActionSpec.MAX_DEADLINE))
                .check();
    }
}
