package io.parley.sip;

import gov.nist.javax.sip.message.SIPMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A challenge that we can answer: a digest with a hash that we have, and {@code auth} or no quality of protection.
 *
 * @param proxy it came as Proxy-Authenticate
 * @param opaque null where there is none
 * @param qop whether the answer says {@code qop=auth}
 * @param stale the nonce alone was wrong (RFC 7616, section 3.3)
 */
record Challenge(
        boolean proxy, String realm, String nonce, @Nullable String opaque, Digest digest, boolean qop, boolean stale) {

    /** Those of a 401 or a 407 that we can answer, the strongest first (RFC 8760, section 2.4). */
    static List<Challenge> of(SIPMessage response) {
        List<Challenge> found = new ArrayList<>();
        add(found, response, "WWW-Authenticate", false);
        add(found, response, "Proxy-Authenticate", true);
        found.sort(Comparator.comparing(Challenge::digest).reversed());
        return found;
    }

    private static void add(List<Challenge> found, SIPMessage response, String name, boolean proxy) {
        for (String value : HeaderFields.values(response, name)) {
            AuthParams params = AuthParams.parse(value);
            Challenge challenge = params == null ? null : of(params, proxy);
            if (challenge != null) {
                found.add(challenge);
            }
        }
    }

    static @Nullable Challenge of(AuthParams params, boolean proxy) {
        Digest digest = Digest.of(params.get("algorithm"));
        String realm = params.get("realm");
        String nonce = params.get("nonce");
        String qop = params.get("qop");
        boolean auth = qop != null
                && List.of(qop.toLowerCase(Locale.ROOT).split("[ ,]+")).contains("auth");
        if (!params.isDigest() || digest == null || realm == null || nonce == null || qop != null && !auth) {
            return null;
        }
        boolean stale = params.get("stale", "").equalsIgnoreCase("true");
        return new Challenge(proxy, realm, nonce, params.get("opaque"), digest, auth, stale);
    }
}
