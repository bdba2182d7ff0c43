package io.parley.actions;

/** Makes text from outside safe to keep, speak and log. */
final class CleanText {
    private CleanText() {}

    /**
     * Line ends and tabs become one space; other control and format characters (bidirectional overrides, zero-width
     * characters) and lone surrogates go; the rest is cut after {@code maxChars}, never inside a character.
     */
    static String of(String text, int maxChars) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), maxChars));
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            c = isSpace(c) ? ' ' : c;
            if (out.length() + Character.charCount(c) > maxChars) {
                break;
            }
            boolean spaceAgain = c == ' ' && out.length() > 0 && out.charAt(out.length() - 1) == ' ';
            if (!spaceAgain && isWanted(c)) {
                out.appendCodePoint(c);
            }
        }
        return out.toString().strip();
    }

    /** Lone surrogates become U+FFFD, so that every encoder accepts the text. */
    static String wellFormed(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(Character.getType(c) == Character.SURROGATE ? 0xFFFD : c));
        return out.toString();
    }

    private static boolean isSpace(int c) {
        return c == '\t' || c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    private static boolean isWanted(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL && type != Character.FORMAT && type != Character.SURROGATE;
    }
}
