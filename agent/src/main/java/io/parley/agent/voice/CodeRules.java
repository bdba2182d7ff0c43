package io.parley.agent.voice;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Cards, accounts, and codes of letters and digits. */
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
                Rule.of("\\d{5}-\\d{4}(?![\\p{Alnum}-])|\\d{3}-\\d{4}(?![\\p{Alnum}-])", this::parted),
                Rule.of("(\\d{3})\\(([a-z])\\)", this::paragraph),
                Rule.of("\\d+(?:-\\d+){2,}" + END, this::parted),
                Rule.of("\\d{4}(?:[\\s-]\\d{4}){2,4}" + END + "|\\d{4}\\s\\d{6}\\s\\d{5}" + END, this::parted),
                Rule.of(
                        "(?:[*\u2022]{2,}|[xX]{3,})(?:[\\s-]?(?:[*\u2022]{2,}|[xX]{3,}))*+[\\s-]?(\\d{2,6})(?!\\d)",
                        this::masked),
                Rule.when(
                        "[A-Z]{2}\\d{2}(?:\\s?[A-Z\\d]{4}){3,7}+(?:\\s?[A-Z\\d]{1,3})?(?![\\p{Alnum}])",
                        this::account));
    }

    /** Digits in the groups in which they are written. */
    private void parted(MatchResult m, Spoken out) {
        groups(TelephoneRules.parted(List.of(m.group().split("[\\s-]"))), numbers, out);
    }

    /** 401(k). */
    private void paragraph(MatchResult m, Spoken out) {
        out.words(Numbers.code(m.group(1)));
        out.letter(m.group(2).charAt(0));
    }

    /** **** 1234: what is hidden is not said. */
    private void masked(MatchResult m, Spoken out) {
        String before = out.before(0);
        out.words((before.equals("in") || before.equals("with") ? "" : "ending in ") + Numbers.digits(m.group(1)));
    }

    /** An IBAN: four characters at a time. */
    private boolean account(MatchResult m, Spoken out) {
        String iban = m.group().replace(" ", "");
        if (iban.chars().filter(Character::isDigit).count() < 8) {
            return false;
        }
        for (int at = 0; at < iban.length(); at += GROUP) {
            if (at > 0) {
                out.rest();
            }
            characters(iban.substring(at, Math.min(iban.length(), at + GROUP)), out);
        }
        return true;
    }

    /** Letters and digits together; after the rules for ordinals and measures, which look alike. */
    List<Rule> mixed() {
        return List.of(
                Rule.of("#\\s?(\\d+)" + END, (m, out) -> numbered(m.group(1), out)),
                Rule.of(
                        "(?=[A-Za-z-]*\\d)(?=[\\d-]*[A-Za-z])[A-Za-z\\d]+(?:-[A-Za-z\\d]+)*",
                        (m, out) -> code(m.group(), out)));
    }

    /** Groups of digits with a rest between them; one group alone is read as a short number that is a name. */
    static void groups(List<String> groups, Numbers numbers, Spoken out) {
        for (int i = 0; i < groups.size(); i++) {
            if (i > 0) {
                out.rest();
            }
            out.words(groups.size() == 1 ? Numbers.code(groups.get(i)) : numbers.dialled(groups.get(i)));
        }
    }

    private void numbered(String digits, Spoken out) {
        out.words("number");
        groups(Numbers.groups(digits), numbers, out);
    }

    /**
     * KJ7Q2, B12, 12-A: letters by name, digits one by one, with a rest where a hyphen or four characters are; a number of
     * two digits beside one letter stays a number.
     */
    private void code(String code, Spoken out) {
        List<String> runs = RUN.matcher(code).results().map(MatchResult::group).toList();
        if (runs.size() <= 2 && runs.stream().allMatch(CodeRules::standsBesideANumber)) {
            runs.forEach(run -> beside(run, out));
            return;
        }
        String[] parts = code.split("-");
        for (int i = 0; i < parts.length; i++) {
            if (i > 0 && parts[i].length() + parts[i - 1].length() > 2) {
                out.rest();
            }
            part(RUN.matcher(parts[i]).results().map(MatchResult::group).toList(), out);
        }
    }

    private void beside(String run, Spoken out) {
        if (Character.isDigit(run.charAt(0))) {
            out.words(numbers.cardinal(run));
        } else if (isWord(run)) {
            out.words(run);
        } else {
            characters(run, out);
        }
    }

    private static void part(List<String> runs, Spoken out) {
        int said = 0;
        for (int i = 0; i < runs.size(); i++) {
            String run = runs.get(i);
            if (isWord(run)) {
                out.words(run);
                said = 0;
            } else {
                said = inGroups(run, said, out);
            }
            boolean oneLeft = i == runs.size() - 2 && runs.get(i + 1).length() == 1;
            if (said >= GROUP && i < runs.size() - 1 && !oneLeft) {
                out.rest();
                said = 0;
            }
        }
    }

    /** Digits of one run in their groups. How many characters have been said since the last rest. */
    private static int inGroups(String run, int said, Spoken out) {
        if (run.length() <= GROUP + 1) {
            characters(run, out);
            return said + run.length();
        }
        List<String> groups = Numbers.groups(run);
        for (int i = 0; i < groups.size(); i++) {
            if (i > 0) {
                out.rest();
            }
            characters(groups.get(i), out);
        }
        return groups.get(groups.size() - 1).length();
    }

    /** Letters by name, digits one by one. */
    static void characters(String run, Spoken out) {
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
