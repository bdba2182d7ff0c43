package io.parley.sip;

/** The outer form of an address header: {@code "display name" <uri>;parameters} or a bare URI. Pure, linear. */
final class NameAddr {
    private NameAddr() {}

    /**
     * Refuses what the parser repairs in silence, because the next element may repair it differently: a quote or bracket
     * left open, a quote anywhere but at the beginning of a display name or of a parameter's value, white space inside the
     * brackets, a bare comma in a display name, a bare URI with headers (RFC 3261, section 20.10).
     */
    static boolean isSound(String value) {
        boolean quoted = false;
        char before = ',';
        int open = -1;
        boolean bracketed = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (open >= 0) {
                if (c == '<' || c == ' ' || c == '\t') {
                    return false;
                }
                open = c == '>' ? -1 : open;
            } else if (c == '"') {
                if (before != ',' && before != '=') {
                    return false;
                }
                quoted = true;
            } else if (c == '<') {
                open = i;
                bracketed = true;
            } else if (c == '>' || c == '?' && !bracketed) {
                return false;
            }
            before = c == ' ' || c == '\t' ? before : c;
        }
        return !quoted && open < 0;
    }

    /** Does a comma stand outside quotes and brackets: two addresses where one belongs, or a display name unquoted? */
    static boolean isList(String value) {
        boolean quoted = false;
        boolean bracketed = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (c == '"') {
                quoted = true;
            } else if (c == '<' || c == '>') {
                bracketed = c == '<';
            } else if (c == ',' && !bracketed) {
                return true;
            }
        }
        return false;
    }
}
