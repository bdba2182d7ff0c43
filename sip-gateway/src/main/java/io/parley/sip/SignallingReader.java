package io.parley.sip;

import io.parley.agent.Signalling;
import io.parley.config.CallValues;
import io.parley.config.TrunkPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an INVITE tells of its call besides From and To. What is malformed, too long or not believed is left out: no
 * call fails by it. Pure.
 */
final class SignallingReader {
    private static final int MAX_REASON = 32;

    private SignallingReader() {}

    /** @param policy of the trunk that the INVITE came by */
    static Signalling read(OtherFields fields, TrunkPolicy policy) {
        boolean withheld = isWithheld(fields);
        Map<String, String> values = new HashMap<>();
        if (policy.trusted() && !withheld) {
            put(values, CallValues.ASSERTED, asserted(fields));
        }
        Diversions.read(fields, values);
        put(values, CallValues.REASON, reason(fields));
        put(values, CallValues.USER_TO_USER, UserToUser.read(fields));
        put(values, CallValues.REFERRED_BY, referredBy(fields));
        for (String name : policy.headers()) {
            List<String> of = fields.values(name);
            String text = of.isEmpty() ? null : HeaderText.text(of.get(0), HeaderText.MAX_TEXT);
            put(values, CallValues.HEADER + name.toLowerCase(Locale.ROOT), text);
        }
        return new Signalling(withheld, values);
    }

    static void put(Map<String, String> values, String name, @Nullable String value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    /** RFC 3323, section 4.2 and RFC 3325, section 9.3. Whoever asks for it is believed: it gives nothing away. */
    private static boolean isWithheld(OtherFields fields) {
        return privacy(fields, "id") || privacy(fields, "user");
    }

    static boolean privacy(OtherFields fields, String wanted) {
        return fields.values("privacy").stream()
                .flatMap(value -> HeaderText.split(value.replace(',', ';'), ';').stream())
                .anyMatch(wanted::equalsIgnoreCase);
    }

    /** RFC 3325, section 9.1: one SIP URI and one tel URI at most; the first has a say. */
    private static @Nullable String asserted(OtherFields fields) {
        List<String> identities = HeaderText.list(fields, "p-asserted-identity");
        return identities.isEmpty() || identities.size() > 2
                ? null
                : HeaderText.user(HeaderText.uri(identities.get(0)));
    }

    /** RFC 3326: {@code SIP;cause=302}, {@code Q.850;cause=16}; its text is left out. */
    private static @Nullable String reason(OtherFields fields) {
        List<String> reasons = HeaderText.list(fields, "reason");
        if (reasons.isEmpty()) {
            return null;
        }
        String protocol = HeaderText.split(reasons.get(0), ';').get(0);
        String cause = HeaderText.parameters(reasons.get(0)).get("cause");
        boolean sound = RawChecks.isToken(protocol, 0, protocol.length())
                && protocol.length() <= MAX_REASON
                && cause != null
                && cause.matches("[0-9]{1,4}");
        return sound ? protocol + ";cause=" + cause : null;
    }

    /** RFC 3892; {@code b} is its short form. */
    private static @Nullable String referredBy(OtherFields fields) {
        List<String> of = fields.values("referred-by");
        List<String> referrers = of.isEmpty() ? fields.values("b") : of;
        return referrers.size() == 1 ? HeaderText.user(HeaderText.uri(referrers.get(0))) : null;
    }
}
