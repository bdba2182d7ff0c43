package io.parley.agent.voice;

import io.parley.agent.voice.SpanishNumbers.Gender;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Castilian Spanish. */
final class SpanishFront implements Front {
    /** Every token of the voice that Spanish needs, punctuation and the blank included. */
    static final String PHONES = "abdefijklmnoprstuwxðŋɛɡɣɪɲɾʃʊʎʝβθʤʧAIWːˈˌ ,.?!;:";

    private static final Words WORDS = new Words("coma", "menos", "más");

    private final SpanishNumbers numbers = new SpanishNumbers();
    private final OwnWords own;
    private final Verbalizer verbalizer;

    /** @param pronounce a deployer's own pronunciations, see {@link Respelling} */
    SpanishFront(Map<String, String> pronounce) {
        own = Respelling.read(pronounce, new Respelling.Spanish());
        List<Rule> rules = new ArrayList<>(own.rules());
        List<Rule> words = SpanishWordRules.rules();
        rules.add(words.get(0));
        rules.addAll(new SpanishCalendarRules(numbers).rules());
        rules.addAll(new SpanishNumberRules(numbers).rules());
        rules.addAll(words.subList(1, words.size()));
        rules.addAll(SpanishWordRules.punctuation());
        this.verbalizer = new Verbalizer(rules);
    }

    @Override
    public Spoken read(String text) {
        return verbalizer.read(text);
    }

    @Override
    public String[] phones(List<Item> clause) {
        return SpanishSpeech.phones(clause, own);
    }

    @Override
    public String cardinal(String digits) {
        return numbers.cardinal(digits, Gender.NONE);
    }

    @Override
    public String ordinal(String digits) {
        return numbers.ordinal(digits, Gender.NONE);
    }

    @Override
    public String digits(String digits) {
        return SpanishNumbers.digits(digits);
    }

    @Override
    public String year(String digits) {
        return cardinal(digits);
    }

    @Override
    public String sign(char sign) {
        return SpanishWordRules.sign(sign);
    }

    @Override
    public String date(int month, int day, String year) {
        return day + " de " + month(month) + (year.isEmpty() ? "" : " de " + year);
    }

    @Override
    public String month(int month) {
        return SpanishCalendarRules.MONTHS.get(month - 1);
    }

    @Override
    public boolean monthFirst() {
        return false;
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
