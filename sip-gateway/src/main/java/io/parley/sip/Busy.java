package io.parley.sip;

import java.util.List;

/** How a full house says so: 503 with Retry-After, or 486 for a trunk that would take 503 for a broken gateway. */
final class Busy {
    private static final int RETRY_SECONDS = 5;

    private Busy() {}

    static List<Header> headers(int status) {
        return status == 503 ? List.of(Answers.retryAfter(RETRY_SECONDS)) : List.of();
    }
}
