package io.parley.sip;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/** Remembers how often we have called, so that no cap is exceeded. Any thread. */
public interface DialCounter {
    /**
     * One more, if no more than that have been counted.
     *
     * @param key what is counted: {@code all}, an agent, a trunk
     * @param most how many there may be in any window of that length
     */
    record Cap(String key, int most, Duration window) {}

    /**
     * Counts one call under all caps, or under none where one of them is reached.
     *
     * @return whether it was counted; completes on the caller's context where there is one
     */
    Future<Boolean> take(List<Cap> caps);
}
