package io.parley.agent.voice;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** English: what {@link Verbalizer} reads and {@link ConnectedSpeech} says. */
record EnglishFront(Verbalizer verbalizer, ConnectedSpeech speech, Numbers numbers, boolean monthFirst)
        implements Front {
    private static final Map<Character, String> SIGNS = Map.ofEntries(
            Map.entry('.', "dot"),
            Map.entry('-', "dash"),
            Map.entry('_', "underscore"),
            Map.entry('/', "slash"),
            Map.entry('@', "at"),
            Map.entry('+', "plus"),
            Map.entry('#', "pound"),
            Map.entry('*', "star"),
            Map.entry('&', "and"),
            Map.entry('%', "percent"),
            Map.entry('=', "equals"),
            Map.entry('$', "dollar"),
            Map.entry(',', "comma"),
            Map.entry(':', "colon"));
    private static final Words WORDS = new Words("point", "minus", "plus");

    @Override
    public Spoken read(String text) {
        return verbalizer.read(text);
    }

    @Override
    public String[] phones(List<Item> clause) {
        return speech.phones(clause);
    }

    @Override
    public String cardinal(String digits) {
        return numbers.cardinal(digits);
    }

    @Override
    public String ordinal(String digits) {
        return numbers.ordinal(digits);
    }

    @Override
    public String digits(String digits) {
        return Numbers.digits(digits);
    }

    @Override
    public String year(String digits) {
        return numbers.year(digits);
    }

    @Override
    public String sign(char sign) {
        return SIGNS.getOrDefault(sign, "");
    }

    @Override
    public String date(int month, int day, String year) {
        return monthFirst
                ? month(month) + " " + day + (year.isEmpty() ? "" : ", " + year)
                : day + " " + month(month) + (year.isEmpty() ? "" : " " + year);
    }

    @Override
    public String month(int month) {
        return java.time.Month.of(month).getDisplayName(java.time.format.TextStyle.FULL, Locale.ENGLISH);
    }

    @Override
    public String time(int hour, int minute) {
        return String.format(Locale.ROOT, "%d:%02d", hour, minute);
    }

    @Override
    public Words words() {
        return WORDS;
    }
}
