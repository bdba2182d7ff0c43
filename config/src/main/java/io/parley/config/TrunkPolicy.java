package io.parley.config;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a trunk's calls may tell and ask for. Nothing, unless the configuration says so.
 *
 * @param trusted it asserts who calls (P-Asserted-Identity, RFC 3325): its network has checked that
 * @param headers header fields of its own that agents may read, such as {@code X-Customer}
 * @param redirects how often a call of ours there may be sent elsewhere by a 3xx response; 0 for never
 * @param acceptRefer its REFER (RFC 3515) moves a call to another of its numbers
 * @param srtp whether the audio of its calls is encrypted
 * @param codecs of its calls; the default is what calls have elsewhere
 */
public record TrunkPolicy(
        boolean trusted,
        List<String> headers,
        int redirects,
        boolean acceptRefer,
        SrtpPolicy srtp,
        CodecPolicy codecs) {
    /** Believes nothing and follows nothing. */
    public static final TrunkPolicy NONE = new TrunkPolicy(false, List.of(), 0, false, SrtpPolicy.OPTIONAL);

    static final int MAX_HEADERS = 20;
    static final int MAX_REDIRECTS = 5;

    /** Fields with a meaning of their own, credentials among them, are not handed on. */
    private static final Pattern NAME = Pattern.compile("[XP]-[A-Za-z0-9-]{1,62}", Pattern.CASE_INSENSITIVE);

    private static final Set<String> OWN = Set.of("p-asserted-identity", "p-preferred-identity");

    public TrunkPolicy {
        headers = List.copyOf(headers);
        Rules rules = new Rules()
                .require(headers.size() <= MAX_HEADERS, "headers", headers.size(), "at most " + MAX_HEADERS + " names")
                .require(
                        redirects >= 0 && redirects <= MAX_REDIRECTS,
                        "redirects",
                        redirects,
                        "a number from 0 to " + MAX_REDIRECTS);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.get(i);
            String lower = name.toLowerCase(Locale.ROOT);
            boolean fits = NAME.matcher(name).matches() && !OWN.contains(lower);
            rules.require(
                            fits,
                            "headers[" + i + "]",
                            name,
                            "a header name such as X-Customer, of at most 64 characters")
                    .require(seen.add(lower), "headers[" + i + "]", name, "each name once");
        }
        rules.check();
    }

    /** Has the codecs that calls have elsewhere. */
    public TrunkPolicy(boolean trusted, List<String> headers, int redirects, boolean acceptRefer, SrtpPolicy srtp) {
        this(trusted, headers, redirects, acceptRefer, srtp, CodecPolicy.DEFAULT);
    }

    /** Encrypts where the peer offers it. */
    public TrunkPolicy(boolean trusted, List<String> headers, int redirects, boolean acceptRefer) {
        this(trusted, headers, redirects, acceptRefer, SrtpPolicy.OPTIONAL);
    }

    /** The same with another policy for its audio. */
    public TrunkPolicy with(SrtpPolicy other) {
        return new TrunkPolicy(trusted, headers, redirects, acceptRefer, other, codecs);
    }

    /** The same with other codecs. */
    public TrunkPolicy with(CodecPolicy other) {
        return new TrunkPolicy(trusted, headers, redirects, acceptRefer, srtp, other);
    }
}
