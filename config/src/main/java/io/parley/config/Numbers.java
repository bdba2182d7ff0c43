package io.parley.config;

import java.util.regex.Pattern;

/**
 * User parts of SIP addresses and telephone numbers. A telephone number may be written with visual separators (RFC 3966,
 * section 5.1.1) or spaces, which do not count; any other user part is compared as it is, case and all (RFC 3261, section
 * 19.1.4).
 */
final class Numbers {
    static final int MAX_LENGTH = 64;
    static final String EXPECTED =
            "the user part of a SIP address (such as coffee) or a telephone number (such as +1 555 0100)";

    private static final Pattern TELEPHONE = Pattern.compile("\\+?[0-9*# ().-]*[0-9][0-9*# ().-]*");
    private static final Pattern SEPARATORS = Pattern.compile("[ ().-]");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_.!~'()&=+$,#*-]{1," + MAX_LENGTH + "}");

    private Numbers() {}

    static boolean isTelephone(String text) {
        return text.length() <= MAX_LENGTH && TELEPHONE.matcher(text).matches();
    }

    /** Whether it may stand for exactly one number. */
    static boolean isExact(String text) {
        return !text.equals("*") && (isTelephone(text) || USER.matcher(text).matches());
    }

    static String withoutParameters(String text) {
        int semicolon = text.indexOf(';');
        return semicolon < 0 ? text : text.substring(0, semicolon);
    }

    /** The form in which two numbers are compared. Parameters after a semicolon ({@code ;ext=12}) are not part of it. */
    static String normalise(String text) {
        String user = withoutParameters(text);
        return isTelephone(user) ? SEPARATORS.matcher(user).replaceAll("") : user;
    }
}
