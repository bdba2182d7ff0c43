package io.parley.agent.grammar;

import io.parley.agent.ear.Tag;
import io.parley.agent.ear.WordGraph;
import io.parley.config.SlotSpec;
import io.parley.config.SlotSpec.Date.When;
import java.util.List;

/** Days and times of day as people say them. Every word that matters is tagged; {@link CalendarWords} reads them. */
final class CalendarPhrases {
    static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");
    static final List<String> WEEKDAYS =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
    static final List<String> ORDINALS = List.of(
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
            "twenty first",
            "twenty second",
            "twenty third",
            "twenty fourth",
            "twenty fifth",
            "twenty sixth",
            "twenty seventh",
            "twenty eighth",
            "twenty ninth",
            "thirtieth",
            "thirty first");
    static final List<String> HOURS =
            List.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");

    /** Before the last two digits of a year. */
    static final String SHORT_YEAR = "'";

    /** Two numbers of two digits are more often something else. */
    private static final float FIGURES = -1;

    /** Days that lie behind, such as that of a birth, are seldom in this week; noise behind them sounds like "I mean Monday". */
    private static final float LATELY = -2;

    private final WordGraph graph;

    /** Whether a date in figures begins with the month, as in the United States. */
    private final boolean monthFirst;

    CalendarPhrases(WordGraph graph, boolean monthFirst) {
        this.graph = graph;
        this.monthFirst = monthFirst;
    }

    void date(int from, int to, SlotSpec.Date slot) {
        String name = slot.name();
        boolean past = slot.when() == When.PAST;
        relative(from, to, name, past);
        int said = graph.node();
        // June third, June the third, June three.
        int month = graph.node();
        int day = graph.node();
        months(from, month, name);
        graph.word(month, day, "the", -1, null);
        graph.skip(month, day, 0);
        ordinals(day, said, name, 0);
        cardinals(day, said, name);
        // The third of June, third June.
        int the = graph.node();
        int ordinal = graph.node();
        int of = graph.node();
        graph.word(from, the, "the", 0, null);
        graph.skip(from, the, -1);
        ordinals(the, ordinal, name, 0);
        graph.word(ordinal, of, "of", 0, null);
        graph.skip(ordinal, of, -2);
        months(of, said, name);
        if (past) {
            figures(from, said, name);
        } else {
            // The third.
            graph.skip(ordinal, to, -2);
        }
        graph.skip(said, to, 0);
        year(said, to, name);
        if (past) {
            shortYear(said, to, name);
        }
    }

    private void relative(int from, int to, String name, boolean past) {
        for (String day : past ? List.of("today", "yesterday") : List.of("today", "tomorrow", "yesterday")) {
            graph.word(from, to, day, past ? LATELY : 0, Tag.part(name, day));
        }
        int weekday = graph.node();
        graph.skip(from, weekday, past ? LATELY : 0);
        graph.word(from, weekday, "on", -1 + (past ? LATELY : 0), null);
        graph.word(from, weekday, "this", -1 + (past ? LATELY : 0), null);
        graph.word(from, weekday, "last", past ? -0.5f : -2, Tag.part(name, "last"));
        for (String day : WEEKDAYS) {
            graph.word(weekday, to, day, 0, Tag.part(name, day));
        }
        if (!past) {
            graph.word(from, weekday, "next", -0.5f, Tag.part(name, "next"));
            coming(from, to, name);
        }
    }

    private void coming(int from, int to, String name) {
        graph.phrase(from, to, "the day after tomorrow", 0, Tag.part(name, "overmorrow"));
        graph.phrase(from, to, "day after tomorrow", 0, Tag.part(name, "overmorrow"));
        int in = graph.node();
        int count = graph.node();
        graph.word(from, in, "in", 0, Tag.part(name, "in"));
        for (String n : NumberPhrases.DIGITS.subList(1, 10)) {
            graph.word(in, count, n, 0, Tag.part(name, n));
        }
        graph.word(in, count, "a", 0, Tag.part(name, "one"));
        for (String unit : List.of("day", "days", "week", "weeks")) {
            graph.word(count, to, unit, 0, Tag.part(name, unit));
        }
    }

    /** Five twelve, oh five twelve: a month and a day by their numbers. */
    private void figures(int from, int to, String name) {
        int middle = graph.node();
        int first = monthFirst ? from : middle;
        int second = monthFirst ? middle : to;
        for (int month = 1; month <= 12; month++) {
            number(first, second, month, FIGURES, Tag.part(name, MONTHS.get(month - 1)));
        }
        first = monthFirst ? middle : from;
        second = monthFirst ? to : middle;
        for (int day = 1; day <= 31; day++) {
            number(first, second, day, FIGURES, Tag.part(name, ORDINALS.get(day - 1)));
        }
    }

    private void number(int from, int to, int n, float weight, Tag tag) {
        String words = Words.phrase(Integer.toString(n));
        graph.phrase(from, to, words, weight, tag);
        if (n < 10) {
            graph.phrase(from, to, "oh " + words, weight, tag);
            graph.phrase(from, to, "zero " + words, weight, tag);
        }
    }

    /** Eighty four, for 1984. */
    private void shortYear(int from, int to, String name) {
        for (int y = 10; y < 100; y++) {
            graph.phrase(from, to, Words.phrase(Integer.toString(y)), -2, Tag.part(name, SHORT_YEAR + y));
        }
        for (int y = 0; y < 10; y++) {
            graph.phrase(from, to, "oh " + NumberPhrases.DIGITS.get(y), -2, Tag.part(name, SHORT_YEAR + y));
        }
    }

    private void months(int from, int to, String name) {
        for (String month : MONTHS) {
            graph.word(from, to, month, 0, Tag.part(name, month));
        }
    }

    private void ordinals(int from, int to, String name, float weight) {
        for (String ordinal : ORDINALS) {
            graph.phrase(from, to, ordinal, weight, Tag.part(name, ordinal));
        }
    }

    /** "June three". Rarer than the ordinal, and easily taken for it. */
    private void cardinals(int from, int to, String name) {
        for (int day = 1; day <= 31; day++) {
            graph.phrase(from, to, Words.phrase(Integer.toString(day)), -2.5f, Tag.part(name, ORDINALS.get(day - 1)));
        }
    }

    /** Nineteen eighty four, twenty twenty six, two thousand and six. */
    void year(int from, int to, String name) {
        int century = graph.node();
        graph.phrase(from, to, "nineteen hundred", -3, Tag.part(name, "nineteen"));
        graph.word(from, century, "nineteen", -1, Tag.part(name, "nineteen"));
        graph.word(from, century, "twenty", -1, Tag.part(name, "twenty"));
        for (int y = 1; y < 100; y++) {
            String words = y < 10 ? "oh " + NumberPhrases.DIGITS.get(y) : Words.phrase(Integer.toString(y));
            graph.phrase(century, to, words, 0, Tag.part(name, Integer.toString(y)));
        }
        int thousand = graph.node();
        graph.phrase(from, thousand, "two thousand", -1, Tag.part(name, "two thousand"));
        graph.skip(thousand, to, -1);
        int and = graph.node();
        graph.skip(thousand, and, 0);
        graph.word(thousand, and, "and", 0, null);
        for (int y = 1; y < 30; y++) {
            graph.phrase(and, to, Words.phrase(Integer.toString(y)), 0, Tag.part(name, Integer.toString(y)));
        }
    }

    void time(int from, int to, String name) {
        int start = graph.node();
        graph.skip(from, start, 0);
        graph.word(from, start, "at", -0.5f, null);
        graph.word(start, to, "noon", 0, Tag.part(name, "noon"));
        graph.word(start, to, "midnight", 0, Tag.part(name, "midnight"));
        graph.word(start, to, "midday", 0, Tag.part(name, "noon"));
        int clock = graph.node();
        int hour = graph.node();
        hours(start, hour, name);
        graph.skip(hour, clock, 0);
        graph.word(hour, clock, "o'clock", 0, null);
        minutes(hour, clock, name);
        relativeMinutes(start, clock, name);
        graph.skip(clock, to, 0);
        for (String half : List.of("a m", "p m")) {
            graph.phrase(clock, to, half, 0, Tag.part(name, half.replace(" ", "")));
        }
        graph.phrase(clock, to, "in the morning", 0, Tag.part(name, "am"));
        graph.phrase(clock, to, "in the afternoon", 0, Tag.part(name, "pm"));
        graph.phrase(clock, to, "in the evening", 0, Tag.part(name, "pm"));
        graph.phrase(clock, to, "at night", 0, Tag.part(name, "pm"));
    }

    private void hours(int from, int to, String name) {
        for (String hour : HOURS) {
            graph.word(from, to, hour, 0, Tag.part(name, hour));
        }
    }

    private void minutes(int from, int to, String name) {
        for (int m = 1; m < 60; m++) {
            String words = m < 10 ? "oh " + NumberPhrases.DIGITS.get(m) : Words.phrase(Integer.toString(m));
            float weight = m % 5 == 0 ? 0 : -2;
            graph.phrase(from, to, words, weight, Tag.part(name, ":" + m));
        }
    }

    /** Half past four, quarter to five, ten after six. */
    private void relativeMinutes(int from, int to, String name) {
        int side = graph.node();
        graph.phrase(from, side, "half", 0, Tag.part(name, "+30"));
        graph.phrase(from, side, "quarter", 0, Tag.part(name, "+15"));
        graph.phrase(from, side, "a quarter", 0, Tag.part(name, "+15"));
        for (String minutes : List.of("5", "10", "20", "25")) {
            graph.phrase(from, side, Words.phrase(minutes), 0, Tag.part(name, "+" + minutes));
        }
        int hour = graph.node();
        for (String past : List.of("past", "after")) {
            graph.word(side, hour, past, 0, Tag.part(name, "past"));
        }
        for (String before : List.of("to", "before", "of", "till")) {
            graph.word(side, hour, before, 0, Tag.part(name, "to"));
        }
        hours(hour, to, name);
    }
}
