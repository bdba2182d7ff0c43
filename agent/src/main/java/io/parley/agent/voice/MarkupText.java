package io.parley.agent.voice;

import java.text.Normalizer;
import java.util.Arrays;

/** Text that grows, composed, each character with the stretch of another text that it stands for. */
final class MarkupText {
    private final StringBuilder text = new StringBuilder();
    private int[] from = new int[64];
    private int[] to = new int[64];

    int length() {
        return text.length();
    }

    /** An accent that comes behind its letter is put on it (Unicode's NFC), so that both spellings are one. */
    void add(char c, int charFrom, int charTo) {
        int last = text.length() - 1;
        if (last < 0 || Character.getType(c) != Character.NON_SPACING_MARK) {
            append(c, charFrom, charTo);
            return;
        }
        String both = Normalizer.normalize(text.substring(last) + c, Normalizer.Form.NFC);
        if (both.length() == 1) {
            text.setCharAt(last, both.charAt(0));
            to[last] = charTo;
        } else if (both.length() == 2) {
            text.setCharAt(last, both.charAt(0));
            append(both.charAt(1), charFrom, charTo);
        } else {
            append(c, charFrom, charTo);
        }
    }

    private void append(char c, int charFrom, int charTo) {
        int n = text.length();
        if (n == from.length) {
            from = Arrays.copyOf(from, 2 * n);
            to = Arrays.copyOf(to, 2 * n);
        }
        from[n] = charFrom;
        to[n] = charTo;
        text.append(c);
    }

    /** Takes out what follows, and returns it. */
    String cut(int start) {
        String rest = text.substring(start);
        text.setLength(start);
        return rest;
    }

    boolean endsWithBlank() {
        return text.length() == 0 || Character.isWhitespace(text.charAt(text.length() - 1));
    }

    /** The last character that is no blank; a blank where there is none. */
    char lastSign() {
        for (int i = text.length() - 1; i >= 0; i--) {
            if (!Character.isWhitespace(text.charAt(i))) {
                return text.charAt(i);
            }
        }
        return ' ';
    }

    int[] from() {
        return Arrays.copyOf(from, text.length());
    }

    int[] to() {
        return Arrays.copyOf(to, text.length());
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
