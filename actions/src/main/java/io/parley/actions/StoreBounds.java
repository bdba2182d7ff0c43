package io.parley.actions;

import java.time.Duration;

/**
 * How much a store holds back and how soon it notices that its server is away.
 *
 * @param maxWrites writes buffered
 * @param maxBytes memory of the buffered writes
 * @param maxValueBytes memory of one write
 * @param heartbeat how often the server is asked whether it is there; one question unanswered means that it is not
 * @param silence after how long without an answer the connection is given up
 */
record StoreBounds(int maxWrites, long maxBytes, long maxValueBytes, Duration heartbeat, Duration silence) {
    /** A busy minute of 60 calls is about 10,000 writes; five of those fit. */
    static final StoreBounds DEFAULT =
            new StoreBounds(50_000, 32L << 20, 1L << 20, Duration.ofSeconds(1), Duration.ofSeconds(30));
}
