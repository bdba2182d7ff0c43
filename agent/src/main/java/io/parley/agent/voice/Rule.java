package io.parley.agent.voice;

import java.util.BitSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way of reading: a pattern at the current place of the text and what is said for it.
 *
 * @param starts the ASCII characters with which a match can begin: most rules need not be tried at most places
 * @param reading returns false where the match is not one after all, and has then said nothing
 */
record Rule(Pattern pattern, Reading reading, BitSet starts) {
    private static final int ASCII = 128;
    private static final Pattern BEHIND = Pattern.compile("^\\(\\?<=[^()]*\\)");

    @FunctionalInterface
    interface Reading {
        boolean read(MatchResult match, Spoken spoken);
    }

    /** A rule whose every match counts. */
    @FunctionalInterface
    interface Always {
        void read(MatchResult match, Spoken spoken);
    }

    static Rule of(String regex, Always reading) {
        return when(regex, (match, spoken) -> {
            reading.read(match, spoken);
            return true;
        });
    }

    /**
     * A rule that looks twice.
     *
     * @param regex may look behind only at its beginning, or once it has read two characters
     */
    static Rule when(String regex, Reading reading) {
        return new Rule(Pattern.compile(regex), reading, starts(regex));
    }

    boolean mayStartWith(char c) {
        return c >= ASCII || starts.get(c);
    }

    /** Where a single character neither matches nor asks for more, no match begins with it. */
    private static BitSet starts(String regex) {
        Pattern pattern = Pattern.compile(BEHIND.matcher(regex).replaceFirst(""));
        BitSet starts = new BitSet(ASCII);
        for (char c = 0; c < ASCII; c++) {
            Matcher matcher = pattern.matcher(String.valueOf(c));
            starts.set(c, matcher.lookingAt() && matcher.end() > 0 || matcher.hitEnd());
        }
        return starts;
    }
}
