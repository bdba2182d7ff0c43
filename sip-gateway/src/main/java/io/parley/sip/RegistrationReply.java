package io.parley.sip;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A final answer to our REGISTER.
 *
 * @param attempt the number of the {@link RegistrationAction.Send} that it answers
 * @param fromServer it came from the address that was asked
 * @param granted how long our Contact is bound; null where the answer does not tell
 * @param minExpires of a 423
 * @param retryAfter what the server asks for
 * @param serviceRoutes Service-Route (RFC 3608), in order, as Route carries them
 */
record RegistrationReply(
        long attempt,
        int status,
        boolean fromServer,
        List<Challenge> challenges,
        @Nullable Duration granted,
        @Nullable Duration minExpires,
        @Nullable Duration retryAfter,
        List<String> serviceRoutes) {

    boolean isChallenge() {
        return status == 401 || status == 407;
    }

    /** Nothing came (408), or nothing could be sent (0). */
    static RegistrationReply none(long attempt, int status) {
        return new RegistrationReply(attempt, status, true, List.of(), null, null, null, List.of());
    }
}
