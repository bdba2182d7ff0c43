package io.parley.agent.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Telephone numbers as several countries write them, in groups with a rest between them. */
final class TelephoneRules {
    /** The number is whole: neither a letter, a digit nor a decimal goes on. */
    private static final String END = "(?![\\p{Alnum}]|[.,]\\d)";

    private static final String EXTENSION = "(?:,?\\s?(?:x|ext\\.?|extension)\\s?(\\d{1,6})" + END + ")?";
    private static final Pattern LONG_COUNTRY = Pattern.compile("(?:2[1-689]|3[578]|42|5[09]|6[789]|8[058]|9[679]).*");
    private static final int FEWEST = 8;
    private static final int MOST = 17;
    /** A group longer than this is parted. */
    private static final int LONGEST_GROUP = 5;

    private final Numbers numbers;

    TelephoneRules(Numbers numbers) {
        this.numbers = numbers;
    }

    List<Rule> rules() {
        return List.of(
                Rule.of(
                        "(?:\\+?(1)[\\s.-]?)?\\(?(\\d{3})\\)?[\\s.-]\\s?(\\d{3})[\\s.-](\\d{4})" + END + EXTENSION,
                        this::american),
                Rule.of("1-([89]\\d{2})-(?=[A-Z]{4,})", this::vanity),
                Rule.when("\\+((?:[\\s.-]?\\(?\\d++\\)?){1,9}+)" + END + EXTENSION, this::international),
                Rule.when("\\(?(0\\d{1,4}\\)?(?:[\\s./-]\\d{2,8}){1,4}+)" + END + EXTENSION, this::national),
                Rule.when(
                        "(\\d{3}(?:\\s\\d{2}){3}|\\d{2}\\s\\d{3}\\s\\d{2}\\s\\d{2})" + END + EXTENSION,
                        this::national));
    }

    /** (555) 826-1904, by area code, exchange and line; 800 as eight hundred. */
    private void american(MatchResult m, Spoken out) {
        if (m.group(1) != null) {
            out.words((m.group().startsWith("+") ? "plus " : "") + "one");
            out.rest();
        }
        out.words(area(m.group(2)));
        out.rest();
        CodeRules.groups(List.of(m.group(3), m.group(4)), numbers, out);
        extension(m.group(5), out);
    }

    /** 1-800-FLOWERS: the word is a word. */
    private void vanity(MatchResult m, Spoken out) {
        out.words("one");
        out.rest();
        out.words(area(m.group(1)));
        out.rest();
    }

    private String area(String area) {
        boolean hundreds = area.endsWith("00") && !area.startsWith("0");
        return hundreds ? numbers.cardinal(area) : numbers.dialled(area);
    }

    private boolean international(MatchResult m, Spoken out) {
        String written = m.group(1).replace("(0)", " ").replaceAll("[()]", " ").strip();
        List<String> groups = List.of(written.split("[\\s.-]+"));
        int digits = written.replaceAll("\\D", "").length();
        if (digits < FEWEST - 1 || digits > MOST) {
            return false;
        }
        out.words("plus");
        CodeRules.groups(groups.size() == 1 ? withCountry(written) : parted(groups), numbers, out);
        extension(m.group(2), out);
        return true;
    }

    private boolean national(MatchResult m, Spoken out) {
        String written = m.group(1).replace(")", " ");
        int digits = written.replaceAll("\\D", "").length();
        if (digits < FEWEST || digits > MOST - 2) {
            return false;
        }
        CodeRules.groups(parted(List.of(written.split("[\\s./-]+"))), numbers, out);
        extension(m.group(2), out);
        return true;
    }

    /** The code of the country, of one to three digits, then the rest in groups. */
    private static List<String> withCountry(String digits) {
        int length = digits.startsWith("1") || digits.startsWith("7")
                ? 1
                : LONG_COUNTRY.matcher(digits).matches() ? 3 : 2;
        List<String> groups = new ArrayList<>();
        groups.add(digits.substring(0, length));
        groups.addAll(Numbers.groups(digits.substring(length)));
        return groups;
    }

    /** Groups of which none is longer than a person reads at once. */
    static List<String> parted(List<String> groups) {
        List<String> parted = new ArrayList<>();
        for (String group : groups) {
            parted.addAll(group.length() > LONGEST_GROUP ? Numbers.groups(group) : List.of(group));
        }
        return parted;
    }

    private void extension(@Nullable String digits, Spoken out) {
        if (digits != null) {
            out.mark(',');
            out.words("extension " + (digits.length() > 2 ? numbers.dialled(digits) : numbers.cardinal(digits)));
        }
    }
}
