package io.parley.agent.voice;

import java.util.List;

/** One language's way from text to phones. Immutable, safe on any thread. */
interface Front {
    /** The words of a text as they are said, and its punctuation; positions are those of the text. */
    Spoken read(String text);

    /** The same without what could not be read. */
    default List<Item> items(String text) {
        return read(text).items();
    }

    /** Phones of each item of a clause; a mark's are the mark itself. */
    String[] phones(List<Item> clause);

    /** A whole number in words. */
    String cardinal(String digits);

    /** Its ordinal in words. */
    String ordinal(String digits);

    /** Digits one by one, in words. */
    String digits(String digits);

    /** A sign's name, for who spells; empty where it has none. */
    String sign(char sign);

    /** A day as people write it in words; the year may be empty. */
    String date(int month, int day, String year);

    /** A month by its name. */
    String month(int month);

    /** Whether a date without a format begins with the month. */
    boolean monthFirst();

    /** A time of day as people write it. */
    String time(int hour, int minute);

    /** A year in words. */
    String year(String digits);

    /** Between a number and its decimals; "minus"; "plus". */
    Words words();

    /** Small words that numbers need. */
    record Words(String point, String minus, String plus) {}
}
