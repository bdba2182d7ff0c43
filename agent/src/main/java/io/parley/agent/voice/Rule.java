package io.parley.agent.voice;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * One way of reading: a pattern at the current place of the text and what is said for it.
 *
 * @param reading returns false where the match is not one after all, and has then said nothing
 */
record Rule(Pattern pattern, Reading reading) {

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
        return new Rule(Pattern.compile(regex), (match, spoken) -> {
            reading.read(match, spoken);
            return true;
        });
    }

    static Rule when(String regex, Reading reading) {
        return new Rule(Pattern.compile(regex), reading);
    }
}
