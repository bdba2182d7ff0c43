package io.parley.sip;

/** The outer form of an address header: {@code "display name" <uri>;parameters} or a bare URI. Pure, linear. */
final class NameAddr {
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
        boolean quoted = false;
        boolean open = false;
        boolean bracketed = false;
        boolean spaced = false; // which a bracket that follows makes a display name of
        char before = ',';
        char last = ',';
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (open) {
                open = c != '>';
            } else {
                spaced |= isBlank(last) && isPartOfWord(before) && isPartOfWord(c);
                if (spaced && (bracketed || c == ',')) {
                    return true;
                }
                quoted = c == '"';
                open = c == '<';
                spaced &= !open;
                bracketed = c != ',' && (bracketed || open);
            }
            last = c;
            before = isBlank(c) ? before : c;
        }
        return spaced;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isPartOfWord(char c) {
        return !isBlank(c) && c != ',' && c != ';' && c != '=' && c != '<';
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
