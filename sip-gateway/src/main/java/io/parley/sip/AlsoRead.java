package io.parley.sip;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Headers that are read where they mean something and are sound, and are as good as absent otherwise: credentials,
 * challenges, and what belongs to a registration. The stack's parser takes more of them than it can write again, so what
 * it gets has been looked at. Pure.
 */
final class AlsoRead {
    private static final Set<String> CREDENTIALS = Set.of("authorization", "proxy-authorization");
    private static final Set<String> CHALLENGES = Set.of("www-authenticate", "proxy-authenticate");
    private static final Set<String> SECONDS = Set.of("expires", "min-expires", "retry-after");
    private static final Set<String> ROUTES = Set.of("path", "service-route");

    /** With a comment, and how long the peer will be there then (RFC 3261, section 20.33). */
    private static final Pattern RETRY_AFTER = Pattern.compile(
            "[0-9]{1,9}+[ \\t]*+(?:\\([^()\\\\\"]*+\\)[ \\t]*+)?(?:;[ \\t]*+[A-Za-z0-9.-]++(?:=[A-Za-z0-9.-]++)?)*+");

    private AlsoRead() {}

    static boolean passes(RawMessage raw, RawMessage.Field field) {
        String name = field.name();
        if (CREDENTIALS.contains(name) && !raw.isResponse() || CHALLENGES.contains(name) && raw.isResponse()) {
            AuthParams params = AuthParams.parse(field.value());
            return params != null && params.isDigest();
        }
        String cseq = raw.first("cseq");
        if (cseq == null || !cseq.endsWith("REGISTER")) {
            return false;
        }
        return SECONDS.contains(name) && isNumber(field.value())
                || name.equals("retry-after")
                        && RETRY_AFTER.matcher(field.value()).matches()
                || ROUTES.contains(name) && NameAddr.isSound(field.value());
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
