package io.parley.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a REFER asks us to call (RFC 3515, section 2.1).
 *
 * @param target SIP URI without headers
 * @param replaces which call of the target we are to take the place of (RFC 3891, section 6.2)
 * @param referredBy who asks (RFC 3892), as it was written
 */
record Referral(
        String target, @Nullable String replaces, @Nullable String referredBy) {
    private static final Pattern METHOD = Pattern.compile("(?i);method=([^;?]*)");
    private static final int MAX_REPLACES = 1_024;

    /** Null where there is no Refer-To, more than one, or one that asks for no call we could make. */
    static @Nullable Referral read(OtherFields fields) {
        List<String> values = new ArrayList<>(fields.values("refer-to"));
        values.addAll(fields.values("r"));
        String uri = values.size() == 1 ? HeaderText.uri(values.get(0)) : null;
        if (uri == null || !uri.toLowerCase(Locale.ROOT).startsWith("sip:")) {
            return null;
        }
        Matcher method = METHOD.matcher(uri);
        if (method.find() && !method.group(1).equalsIgnoreCase("INVITE")) {
            return null;
        }
        String[] parts = uri.split("\\?", 2);
        String replaces = null;
        for (String header : parts.length > 1 ? parts[1].split("&") : new String[0]) {
            if (header.toLowerCase(Locale.ROOT).startsWith("replaces=")) {
                replaces = HeaderText.text(HeaderText.percent(header.substring("replaces=".length())), MAX_REPLACES);
                if (replaces == null) {
                    return null;
                }
            }
        }
        return new Referral(METHOD.matcher(parts[0]).replaceAll(""), replaces, referredBy(fields));
    }

    private static @Nullable String referredBy(OtherFields fields) {
        List<String> by = fields.values("referred-by");
        boolean sound = by.size() == 1 && HeaderText.uri(by.get(0)) != null;
        return sound ? by.get(0) : null;
    }

    /** What the INVITE that follows it says besides. */
    List<Header> headers() {
        List<Header> headers = new ArrayList<>();
        if (replaces != null) {
            headers.add(new Header("Replaces", replaces));
        }
        if (referredBy != null) {
            headers.add(new Header("Referred-By", referredBy));
        }
        return headers;
    }
}
