package io.parley.agent.grammar;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tagged words of a spelled value. A part is the symbols that were said ({@code 4}, {@code 00}, {@code B}), or
 * what is to happen to those before it.
 */
final class Spelling {
    /** The symbols that follow replace others: those after {@link #NOT}. */
    static final String REPLACE = "~";
    /** Before the symbols that were wrong. */
    static final String NOT = "!";
    /** The symbols that follow are the last ones. */
    static final String LAST = "$";
    /** The symbols that follow are the first ones. */
    static final String FIRST = "^";

    private static final String BACK = "<";

    private Spelling() {}

    /** So many symbols are taken back. */
    static String back(int symbols) {
        return BACK + symbols;
    }

    /** Whether the parts change a value that is known already, instead of saying one. */
    static boolean edits(List<String> parts) {
        String first = parts.get(0);
        return first.equals(LAST) || first.equals(FIRST) || parts.contains(NOT) && !parts.contains(REPLACE);
    }

    /**
     * The value that the parts make.
     *
     * @param known what parts that {@link #edits edit} begin with; empty where nothing is known
     * @return null where they change what is not there
     */
    static @Nullable String read(List<String> parts, String known) {
        boolean edits = edits(parts);
        if (edits && known.isEmpty()) {
            return null;
        }
        StringBuilder value = new StringBuilder(edits ? known : "");
        for (int i = 0; i < parts.size(); ) {
            String part = parts.get(i);
            if (part.startsWith(BACK)) {
                value.setLength(Math.max(0, value.length() - Integer.parseInt(part.substring(1))));
                i++;
            } else if (part.equals(LAST) || part.equals(FIRST)) {
                String symbols = String.join("", parts.subList(i + 1, parts.size()));
                return ends(value, part.equals(LAST), symbols);
            } else if (part.equals(REPLACE) || edits) {
                i = replace(value, parts, part.equals(REPLACE) ? i + 1 : i);
                if (i < 0) {
                    return null;
                }
            } else {
                value.append(part);
                i++;
            }
        }
        return value.toString();
    }

    private static @Nullable String ends(StringBuilder value, boolean last, String symbols) {
        if (symbols.length() > value.length()) {
            return null;
        }
        int at = last ? value.length() - symbols.length() : 0;
        return value.replace(at, at + symbols.length(), symbols).toString();
    }

    /**
     * "Five, not nine": the latest nine is a five.
     *
     * @param from first of the right symbols
     * @return the part after the wrong ones; -1 where the value does not have them
     */
    private static int replace(StringBuilder value, List<String> parts, int from) {
        int not = from;
        while (!parts.get(not).equals(NOT)) {
            not++;
        }
        String right = String.join("", parts.subList(from, not));
        int end = not + 1;
        StringBuilder wrong = new StringBuilder();
        while (end < parts.size() && wrong.length() < right.length()) {
            wrong.append(parts.get(end++));
        }
        int at = value.lastIndexOf(wrong.toString());
        if (at < 0 || wrong.length() != right.length()) {
            return -1;
        }
        value.replace(at, at + right.length(), right);
        return end;
    }
}
