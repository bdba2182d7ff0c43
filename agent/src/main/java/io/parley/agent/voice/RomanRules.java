package io.parley.agent.voice;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;

/** Roman numerals: Chapter IV is four, Henry VIII the eighth, John Smith III the third, Rocky III three. */
final class RomanRules {
    private static final Set<String> COUNTED = Set.of(
            "chapter",
            "part",
            "volume",
            "act",
            "section",
            "phase",
            "type",
            "war",
            "title",
            "appendix",
            "bowl",
            "class",
            "level",
            "grade",
            "stage",
            "tier",
            "article",
            "book",
            "episode",
            "round",
            "schedule",
            "form",
            "vol");

    private static final Set<String> REIGNED = Set.of(
            "henry",
            "elizabeth",
            "louis",
            "george",
            "charles",
            "edward",
            "james",
            "richard",
            "william",
            "paul",
            "pius",
            "benedict",
            "philip",
            "napoleon",
            "catherine",
            "alexander",
            "nicholas",
            "peter",
            "frederick",
            "leo",
            "gregory",
            "carlos",
            "felipe",
            "juan");

    private static final String NUMERAL = "(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})(?![\\p{Alnum}'])";
    private static final int[] VALUES = {1, 5, 10};

    private final Numbers numbers;

    RomanRules(Numbers numbers) {
        this.numbers = numbers;
    }

    List<Rule> rules() {
        return List.of(Rule.when("(?<![\\p{Alnum}.'-])" + NUMERAL, this::read));
    }

    private boolean read(MatchResult m, Spoken out) {
        String value = String.valueOf(value(m.group()));
        String before = out.before(0).toLowerCase(Locale.ROOT);
        boolean several = m.group().length() > 1;
        if (COUNTED.contains(before)) {
            out.words(numbers.cardinal(value));
        } else if (REIGNED.contains(before) && (several || !m.group().equals("I")) || several && out.endsWithNames()) {
            out.words("the " + numbers.ordinal(value));
        } else if (several && !m.group().equals("XX") && out.endsWithName()) {
            out.words(numbers.cardinal(value));
        } else {
            return false;
        }
        return true;
    }

    private static int value(String numeral) {
        int value = 0;
        int before = 0;
        for (int i = numeral.length() - 1; i >= 0; i--) {
            int digit = VALUES["IVX".indexOf(numeral.charAt(i))];
            value += digit < before ? -digit : digit;
            before = Math.max(before, digit);
        }
        return value;
    }
}
