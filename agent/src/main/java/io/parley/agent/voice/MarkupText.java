package io.parley.agent.voice;

import java.util.Arrays;

/** Text that grows, each character with the stretch of another text that it stands for. */
final class MarkupText {
    private final StringBuilder text = new StringBuilder();
    private int[] from = new int[64];
    private int[] to = new int[64];

    int length() {
        return text.length();
    }

    void add(char c, int charFrom, int charTo) {
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
