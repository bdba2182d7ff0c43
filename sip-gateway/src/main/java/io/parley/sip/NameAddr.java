package io.parley.sip;

import java.util.regex.Pattern;

/** The outer form of an address header: {@code "display name" <uri>;parameters} or a bare URI. Pure, linear. */
final class NameAddr {
    private static final Pattern TWO_WORDS = Pattern.compile("[^ \\t;=<][ \\t]+[^ \\t;=<]");

    private NameAddr() {}

    /**
     * Refuses what the parser repairs in silence, because the next element may repair it differently: a quote or bracket
     * left open, a quote anywhere but at the beginning of a display name or of a parameter's value, white space inside the
     * brackets, a bare URI or a parameter, a bare comma in a display name, a bare URI with headers (RFC 3261, section
     * 20.10).
     */
    static boolean isSound(String value) {
        boolean quoted = false;
        boolean open = false;
        boolean bracketed = false;
        boolean parameters = false;
        boolean valued = false; // a parameter's value in quotes: nothing but parameters may follow
        char before = ',';
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
                continue;
            }
            boolean wrong = switch (c) {
                case '<' -> open || valued;
                case '>' -> !open;
                case ' ', '\t' -> open;
                case '"' -> !open && before != ',' && !(parameters && before == '=');
                case '?' -> !open && !bracketed;
                case '\\' -> true; // escapes are for quotes
                default -> false;
            };
            if (wrong) {
                return false;
            }
            quoted = c == '"' && !open;
            parameters = c != ',' && (parameters || c == ';' && !open);
            valued = c != ',' && (valued || quoted && before == '=');
            open = c == '<' || open && c != '>';
            bracketed |= open;
            before = c == ' ' || c == '\t' ? before : c;
        }
        return !quoted && !open && !isSpaced(value);
    }

    /** Does white space part two words where none may: anywhere but in a display name? */
    private static boolean isSpaced(String value) {
        for (String address : hollow(value).split(",")) {
            if (TWO_WORDS.matcher(address.substring(address.indexOf('<') + 1)).find()) {
                return true;
            }
        }
        return false;
    }

    /** Does a comma stand outside quotes and brackets: two addresses where one belongs, or a display name unquoted? */
    static boolean isList(String value) {
        return hollow(value).indexOf(',') >= 0;
    }

    /** The value without what stands in quotes and in brackets. */
    private static String hollow(String value) {
        StringBuilder hollow = new StringBuilder(value.length());
        boolean quoted = false;
        boolean bracketed = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (bracketed) {
                bracketed = c != '>';
            } else {
                quoted = c == '"';
                bracketed = c == '<';
            }
            if (!quoted && !bracketed || c == '<' && bracketed) {
                hollow.append(c);
            }
        }
        return hollow.toString();
    }
}
