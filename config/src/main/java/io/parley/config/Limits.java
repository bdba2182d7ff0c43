package io.parley.config;

import java.time.Duration;

/**
 * How much a server takes on.
 *
 * @param calls calls at once; {@code auto} in the file is worked out from the number of cores by the loader
 * @param callLength the longest a call may last
 * @param ringing the longest a call may ring, in either direction
 */
public record Limits(int calls, Duration callLength, Duration ringing) {
    /** With all models local a core carries this many conversations, and has half its time left for who speaks at once. */
    static final int CALLS_PER_CORE = 8;

    static final int MAX_CALLS = 30_000;
    static final Duration MAX_CALL_LENGTH = Duration.ofHours(24);
    static final Duration RINGING = Duration.ofSeconds(60);
    /** What an INVITE may last with proxies that follow RFC 3261, section 16.6, step 11, and some minutes more. */
    static final Duration MAX_RINGING = Duration.ofMinutes(10);

    public Limits {
        new Rules()
                .require(calls >= 1 && calls <= MAX_CALLS, "calls", calls, "auto, or a number from 1 to " + MAX_CALLS)
                .require(
                        !callLength.isNegative() && !callLength.isZero() && callLength.compareTo(MAX_CALL_LENGTH) <= 0,
                        "call-length",
                        Durations.format(callLength),
                        "more than 0 and at most 24h")
                .require(
                        ringing.compareTo(Duration.ofSeconds(1)) >= 0 && ringing.compareTo(MAX_RINGING) <= 0,
                        "ringing",
                        Durations.format(ringing),
                        "from 1s to 10m")
                .check();
    }

    /** The same, ringing for a minute. */
    public Limits(int calls, Duration callLength) {
        this(calls, callLength, RINGING);
    }

    /** What {@code auto} means: what the cores can carry, and no more than there are media ports for. */
    static int auto(int cores, MediaConfig media) {
        return Math.min(cores * CALLS_PER_CORE, media.pairs());
    }
}
