package io.parley.sip;

/** The body of a NOTIFY about a REFER (RFC 3515, section 2.4.5; RFC 3420). Pure. */
final class SipFrag {
    private static final String START = "SIP/2.0 ";

    private SipFrag() {}

    /** The status of the fragment's status line, or 0. */
    static int status(String body) {
        int at = START.length();
        if (!body.startsWith(START) || body.length() < at + 3) {
            return 0;
        }
        int status = 0;
        for (int i = at; i < at + 3; i++) {
            int digit = body.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            status = status * 10 + digit;
        }
        return status >= 100 && status <= 699 ? status : 0;
    }
}
