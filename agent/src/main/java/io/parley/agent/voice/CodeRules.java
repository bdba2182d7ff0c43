package io.parley.agent.voice;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Telephone numbers, and codes of letters and digits. */
final class CodeRules {
    /** The number is whole: neither a letter, a digit nor a decimal goes on. */
    private static final String END = "(?![\\p{Alnum}]|\\.\\d)";

    private static final Pattern RUN = Pattern.compile("\\d+|[A-Za-z]+");
    /** Characters of a code after which there is a rest. */
    private static final int GROUP = 4;

    private final Numbers numbers;

    CodeRules(Numbers numbers) {
        this.numbers = numbers;
    }

    /** Digits that their separators make a telephone number or a code. */
    List<Rule> grouped() {
        return List.of(
                Rule.of(
                        "(?:\\+?(1)[\\s.-]?)?\\(?(\\d{3})\\)?[\\s.-]\\s?(\\d{3})[\\s.-](\\d{4})" + END,
                        this::telephone),
                Rule.of("\\+(\\d(?:[\\s.-]?\\d){6,16})" + END, (m, out) -> international(m.group(1), out)),
                Rule.of("(\\d{3})-(\\d{4})(?![\\p{Alnum}-])", (m, out) -> groups(List.of(m.group(1), m.group(2)), out)),
                Rule.of(
                        "\\d+(?:-\\d+){2,}" + END,
                        (m, out) -> groups(List.of(m.group().split("-")), out)));
    }

    /** Letters and digits together; after the rules for ordinals and measures, which look alike. */
    List<Rule> mixed() {
        return List.of(
                Rule.of("#\\s?(\\d+)" + END, (m, out) -> numbered(m.group(1), out)),
                Rule.of(
                        "(?=[A-Za-z-]*\\d)(?=[\\d-]*[A-Za-z])[A-Za-z\\d]+(?:-[A-Za-z\\d]+)*",
                        (m, out) -> code(m.group(), out)));
    }

    /** (555) 826-1904, by area code, exchange and line; 800 as eight hundred. */
    private void telephone(MatchResult m, Spoken out) {
        if (m.group(1) != null) {
            out.words((m.group().startsWith("+") ? "plus " : "") + "one");
            out.rest();
        }
        String area = m.group(2);
        boolean hundreds = area.endsWith("00") && !area.startsWith("0");
        out.words(hundreds ? numbers.cardinal(area) : Numbers.digits(area));
        out.rest();
        groups(List.of(m.group(3), m.group(4)), out);
    }

    private static void international(String number, Spoken out) {
        out.words("plus");
        groups(number.matches("\\d+") ? Numbers.groups(number) : List.of(number.split("[\\s.-]")), out);
    }

    /** Groups of digits with a rest between them; one group alone is read as a short number that is a name. */
    static void groups(List<String> groups, Spoken out) {
        for (int i = 0; i < groups.size(); i++) {
            if (i > 0) {
                out.rest();
            }
            out.words(groups.size() == 1 ? Numbers.code(groups.get(i)) : Numbers.digits(groups.get(i)));
        }
    }

    private static void numbered(String digits, Spoken out) {
        out.words("number");
        groups(Numbers.groups(digits), out);
    }

    /** KJ7Q2, B12, 12-A: letters by name, digits one by one; a number of two digits beside one letter stays a number. */
    private void code(String code, Spoken out) {
        List<String> runs = RUN.matcher(code).results().map(MatchResult::group).toList();
        boolean number = runs.size() <= 2 && runs.stream().allMatch(CodeRules::standsBesideANumber);
        int said = 0;
        for (int i = 0; i < runs.size(); i++) {
            String run = runs.get(i);
            if (number && Character.isDigit(run.charAt(0))) {
                out.words(numbers.cardinal(run));
            } else if (isWord(run)) {
                out.words(run);
                said = 0;
            } else {
                characters(run, out);
                said += run.length();
            }
            if (said >= GROUP
                    && i < runs.size() - 1
                    && !(i == runs.size() - 2 && runs.get(i + 1).length() == 1)) {
                out.rest();
                said = 0;
            }
        }
    }

    private static void characters(String run, Spoken out) {
        for (char c : run.toCharArray()) {
            if (Character.isDigit(c)) {
                out.words(Numbers.digits(String.valueOf(c)));
            } else {
                out.letter(c);
            }
        }
    }

    /** One letter, a word, or a number of at most two digits. */
    private static boolean standsBesideANumber(String run) {
        boolean digits = Character.isDigit(run.charAt(0));
        return digits ? run.length() <= 2 && run.charAt(0) != '0' : run.length() == 1 || isWord(run);
    }

    private static boolean isWord(String run) {
        return run.length() > 3 && run.chars().anyMatch(c -> "aeiouyAEIOUY".indexOf(c) >= 0);
    }
}
