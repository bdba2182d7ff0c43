package io.parley.config;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place to which callers may be put through.
 *
 * @param to SIP URI
 * @param way how a caller gets there
 * @param trunk by which whoever is there is called first, in an attended transfer; null calls the address itself, or the
 *     user's own telephone
 * @param brief what that person is told of the caller, slots in braces; null makes it of what the caller wants
 * @param ring how long that person's telephone rings
 * @param context header that tells the other side's program of the caller; null for none
 */
public record TransferSpec(
        String to,
        Way way,
        @Nullable String trunk,
        @Nullable String brief,
        Duration ring,
        @Nullable String context) {
    public static final String USER_TO_USER = "User-to-User";
    public static final Duration DEFAULT_RING = Duration.ofSeconds(25);
    private static final Pattern OWN_HEADER = Pattern.compile("[Xx]-[A-Za-z0-9-]{1,60}");
    static final Duration LEAST_RING = Duration.ofSeconds(5);
    static final Duration MOST_RING = Duration.ofMinutes(2);

    public enum Way {
        /** The caller's side is told where to go, and goes there. */
        BLIND,
        /** Whoever is there is called and asked first, while the caller waits. */
        ATTENDED
    }

    public TransferSpec {
        brief = brief == null ? null : Words.tidy(brief);
        Rules rules = new Rules();
        if (brief != null) {
            Words.spoken(rules, "brief", brief);
        }
        rules.require(
                context == null
                        || context.equalsIgnoreCase(USER_TO_USER)
                        || OWN_HEADER.matcher(context).matches(),
                "context",
                context,
                USER_TO_USER + ", or a header of your own that begins with X-");
        boolean attended = way == Way.ATTENDED;
        rules.require(attended || trunk == null, "trunk", trunk, "nothing here unless way is attended")
                .require(attended || brief == null, "brief", brief, "nothing here unless way is attended")
                .require(
                        !attended || !to.startsWith("sips:"),
                        "to",
                        to,
                        "a sip: address: calls by TLS cannot be made yet")
                .require(trunk == null || to.indexOf('@') > 0, "to", to, "a number to call by the trunk, before an @");
        rules.require(
                        ring.compareTo(LEAST_RING) >= 0 && ring.compareTo(MOST_RING) <= 0,
                        "ring",
                        Durations.format(ring),
                        "5s to 2m")
                .check();
    }

    /** A blind transfer. */
    public static TransferSpec blind(String to) {
        return new TransferSpec(to, Way.BLIND, null, null, DEFAULT_RING, null);
    }

    /** An attended transfer, with what goes without saying. */
    public static TransferSpec attended(String to) {
        return new TransferSpec(to, Way.ATTENDED, null, null, DEFAULT_RING, null);
    }

    public boolean attended() {
        return way == Way.ATTENDED;
    }
}
