package io.parley.sip;

/**
 * The grammar of Via (RFC 3261, section 25.1), because answers are sent by it: what the stack's parser repairs in silence
 * it writes differently, or cannot read again. Linear in the size; one use each.
 */
final class ViaForm {
    private static final int MAX_PORT = 65_535;

    private final String text;
    private int at;

    private ViaForm(String text) {
        this.text = text;
    }

    /** @param value of a header field: one Via or several, divided by commas */
    static boolean isSound(String value) {
        return new ViaForm(value).list();
    }

    private boolean list() {
        do {
            blanks();
            if (!protocol() || !host() || !port() || !parameters()) {
                return false;
            }
        } while (accept(','));
        return at == text.length();
    }

    /** {@code SIP/2.0/UDP} and the blank behind it. */
    private boolean protocol() {
        boolean name = token() && slash() && token() && slash() && token();
        int end = at;
        blanks();
        return name && at > end;
    }

    private boolean slash() {
        blanks();
        boolean slash = accept('/');
        blanks();
        return slash;
    }

    /** A name, of which some have underscores, or an address, of IPv6 in brackets. */
    private boolean host() {
        return accept('[') ? run(":.", false) && accept(']') : run(".-_", true);
    }

    private boolean port() {
        blanks();
        if (!accept(':')) {
            return true;
        }
        blanks();
        int from = at;
        int port = 0;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9' && port <= MAX_PORT) {
            port = 10 * port + text.charAt(at++) - '0';
        }
        return at > from && port <= MAX_PORT;
    }

    private boolean parameters() {
        blanks();
        while (accept(';')) {
            blanks();
            if (!token()) {
                return false;
            }
            blanks();
            if (accept('=')) {
                blanks();
                if (!value()) {
                    return false;
                }
                blanks();
            }
        }
        return true;
    }

    /**
     * A quoted string, or anything that has no meaning to a list of parameters: some senders put base64 into a branch, or
     * leave a value empty.
     */
    private boolean value() {
        if (!accept('"')) {
            while (at < text.length() && isData(text.charAt(at))) {
                at++;
            }
            return true;
        }
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return accept('"');
    }

    private static boolean isData(char c) {
        return c > ' ' && c < 0x7f && ",;\"()<>\\".indexOf(c) < 0;
    }

    private boolean token() {
        return run("-.!%*_+`'~", true);
    }

    /** Letters (up to F where not {@code all}), digits and these marks; false where there are none. */
    private boolean run(String marks, boolean all) {
        int from = at;
        while (at < text.length() && isOf(text.charAt(at), marks, all)) {
            at++;
        }
        return at > from;
    }

    private static boolean isOf(char c, String marks, boolean all) {
        char lower = (char) (c | 0x20);
        boolean letter = lower >= 'a' && lower <= (all ? 'z' : 'f') && c >= 'A';
        return letter || c >= '0' && c <= '9' || marks.indexOf(c) >= 0;
    }

    private void blanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private boolean accept(char wanted) {
        boolean there = at < text.length() && text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }
}
