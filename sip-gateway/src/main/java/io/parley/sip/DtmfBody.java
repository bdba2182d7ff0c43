package io.parley.sip;

import org.jspecify.annotations.Nullable;

/** Digits in the body of an INFO request, as telephones send them. Pure. */
final class DtmfBody {
    private static final String DIGITS = "0123456789*#ABCD";
    private static final int MAX_BODY = 256;

    private DtmfBody() {}

    /**
     * @param subtype of {@code application/…}: {@code dtmf-relay} ({@code Signal=5}) or {@code dtmf} (the bare digit)
     * @return the digits, empty when the body names none, or null when the type is not one of these
     */
    static @Nullable String digits(String subtype, String body) {
        if (subtype.equalsIgnoreCase("dtmf-relay")) {
            return body.length() > MAX_BODY ? "" : signal(body);
        }
        if (subtype.equalsIgnoreCase("dtmf")) {
            return body.length() > MAX_BODY ? "" : digit(body.trim());
        }
        return null;
    }

    private static String signal(String body) {
        for (String line : body.split("\n", -1)) {
            int equals = line.indexOf('=');
            if (equals > 0 && line.substring(0, equals).trim().equalsIgnoreCase("Signal")) {
                return digit(line.substring(equals + 1).trim());
            }
        }
        return "";
    }

    /** One digit; some write {@code 10} and {@code 11} for star and pound. */
    private static String digit(String text) {
        if (text.equals("10")) {
            return "*";
        }
        if (text.equals("11")) {
            return "#";
        }
        String upper = text.length() == 1 ? text.toUpperCase(java.util.Locale.ROOT) : "";
        return upper.isEmpty() || DIGITS.indexOf(upper.charAt(0)) < 0 ? "" : upper;
    }
}
