package io.parley.agent.grammar;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tagged words of a spelled value. A part is the symbols that were said ({@code 4}, {@code 00}, {@code B}), or
 * what they do to those before.
 */
final class Spelling {
    /** Before the symbols that were wrong: "five, not nine". */
    static final String NOT = "!";
    /** The symbols that follow are the last ones. */
    static final String LAST = "$";
    /** The symbols that follow are the first ones. */
    static final String FIRST = "^";

    private Spelling() {}

    /** Whether the parts change a value that is known already, instead of saying one. */
    static boolean edits(List<String> parts) {
        String first = parts.get(0);
        int not = parts.indexOf(NOT);
        int slip = parts.indexOf(Phrases.AGAIN);
        return first.equals(LAST) || first.equals(FIRST) || not >= 0 && (slip < 0 || slip > not);
    }

    /**
     * The value that the parts make.
     *
     * @param known what parts that {@link #edits edit} begin with; empty where nothing is known
     * @param places tells how long a whole value is
     * @return null where they change what is not there
     */
    static @Nullable String read(List<String> parts, String known, Places places) {
        boolean edits = edits(parts);
        if (edits && known.isEmpty()) {
            return null;
        }
        List<List<String>> pieces = pieces(parts);
        String value = edits ? known : String.join("", pieces.remove(0));
        for (List<String> piece : pieces) {
            value = apply(value, piece, places);
            if (value == null) {
                return null;
            }
        }
        return value;
    }

    /** What was said between the slips. */
    private static List<List<String>> pieces(List<String> parts) {
        List<List<String>> pieces = new ArrayList<>();
        pieces.add(new ArrayList<>());
        for (String part : parts) {
            if (part.equals(Phrases.AGAIN)) {
                pieces.add(new ArrayList<>());
            } else {
                pieces.get(pieces.size() - 1).add(part);
            }
        }
        return pieces;
    }

    private static @Nullable String apply(String value, List<String> piece, Places places) {
        if (piece.isEmpty()) {
            return value;
        }
        String first = piece.get(0);
        if (first.equals(LAST) || first.equals(FIRST)) {
            return ends(value, first.equals(LAST), String.join("", piece.subList(1, piece.size())));
        }
        int not = piece.indexOf(NOT);
        return not < 0 ? again(value, String.join("", piece), places) : replaced(value, piece, not);
    }

    private static @Nullable String ends(String value, boolean last, String symbols) {
        if (symbols.length() > value.length()) {
            return null;
        }
        int rest = value.length() - symbols.length();
        return last ? value.substring(0, rest) + symbols : symbols + value.substring(symbols.length());
    }

    /**
     * "… nine, no wait, five one": said again from where a whole value comes of it; while none does, as many symbols as
     * were said again.
     */
    private static String again(String value, String symbols, Places places) {
        int kept = places.most() - symbols.length();
        boolean whole = places.fewest() == places.most() && kept >= 0 && kept <= value.length();
        int keep = whole ? kept : Math.max(0, value.length() - symbols.length());
        return value.substring(0, keep) + symbols;
    }

    /** "Five, not nine": the latest nine is a five; what follows goes on behind. */
    private static @Nullable String replaced(String value, List<String> piece, int not) {
        String right = String.join("", piece.subList(0, not));
        String after = String.join("", piece.subList(not + 1, piece.size()));
        if (after.length() < right.length()) {
            return null;
        }
        String wrong = after.substring(0, right.length());
        int at = value.lastIndexOf(wrong);
        if (at < 0) {
            return null;
        }
        return value.substring(0, at) + right + value.substring(at + right.length()) + after.substring(right.length());
    }
}
