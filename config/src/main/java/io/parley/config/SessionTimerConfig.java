package io.parley.config;

import java.time.Duration;

/**
 * Session timers (RFC 4028): calls are refreshed, so that one whose far end has vanished is found out.
 *
 * @param enabled false neither asks for them nor takes them
 * @param expires how long a session lasts that nobody refreshes: what we ask for, and the most that we agree to
 * @param minSe the shortest that we agree to, never below the RFC's 90 s
 */
public record SessionTimerConfig(boolean enabled, Duration expires, Duration minSe) {
    static final Duration LEAST = Duration.ofSeconds(90);
    static final Duration MOST = Duration.ofHours(24);

    public static final SessionTimerConfig DEFAULT = new SessionTimerConfig(true, Duration.ofMinutes(30), LEAST);
    public static final SessionTimerConfig OFF = new SessionTimerConfig(false, Duration.ofMinutes(30), LEAST);

    public SessionTimerConfig {
        new Rules()
                .require(
                        minSe.compareTo(LEAST) >= 0 && minSe.compareTo(MOST) <= 0 && isWhole(minSe),
                        "min-se",
                        Durations.format(minSe),
                        "whole seconds from 90s to 24h")
                .require(
                        expires.compareTo(minSe) >= 0 && expires.compareTo(MOST) <= 0 && isWhole(expires),
                        "expires",
                        Durations.format(expires),
                        "whole seconds from min-se to 24h")
                .check();
    }

    private static boolean isWhole(Duration duration) {
        return duration.toMillis() % 1000 == 0;
    }
}
