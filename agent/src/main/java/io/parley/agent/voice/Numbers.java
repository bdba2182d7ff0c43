package io.parley.agent.voice;

import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.ULocale;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers in words, by ICU's rules for American or British English. Words are separated by single blanks, without hyphens. Safe on
 * any thread (ICU's formatter is not, so it is locked; a call takes some microseconds).
 */
final class Numbers {
    /** More digits than this are nobody's amount: they are read one by one. */
    static final int LONGEST_CARDINAL = 15;

    /** An unsigned whole number, with or without commas between the thousands; takes no comma that follows it. */
    static final String PATTERN = "(?:\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d+)";

    private static final List<String> DIGITS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

    private static final Pattern SAME = Pattern.compile("(\\d)\\1{0,2}");

    private final boolean british;
    private final RuleBasedNumberFormat format;

    private Numbers(boolean british) {
        this.british = british;
        this.format = new RuleBasedNumberFormat(british ? ULocale.UK : ULocale.US, RuleBasedNumberFormat.SPELLOUT);
    }

    static Numbers english() {
        return Holder.ENGLISH;
    }

    static Numbers british() {
        return British.ENGLISH;
    }

    /** Whether the text, too, is written as in Britain: 03/04/2026 is a day in April. */
    boolean isBritish() {
        return british;
    }

    /** ICU parses its rules for some 100 ms: once, on first use. */
    private static final class Holder {
        static final Numbers ENGLISH = new Numbers(false);
    }

    private static final class British {
        static final Numbers ENGLISH = new Numbers(true);
    }

    /** 412 -> four hundred twelve, in Britain four hundred and twelve. */
    String cardinal(String digits) {
        return spell(digits, british ? "%spellout-cardinal-verbose" : "%spellout-cardinal");
    }

    /** 23 -> twenty third. */
    String ordinal(String digits) {
        return spell(digits, british ? "%spellout-ordinal-verbose" : "%spellout-ordinal");
    }

    /** 1984 -> nineteen eighty four; 2005 -> two thousand five; 2026 -> twenty twenty six. */
    String year(String digits) {
        boolean long0 = british && digits.startsWith("200");
        return long0 ? cardinal(digits) : spell(digits, "%spellout-numbering-year");
    }

    /** 3.14 -> three point one four. */
    String decimal(String whole, String fraction) {
        return (whole.isEmpty() ? "zero" : cardinal(whole)) + " point " + digits(fraction);
    }

    /** 407 -> four zero seven. */
    static String digits(String digits) {
        List<String> words = new ArrayList<>();
        for (char digit : digits.toCharArray()) {
            words.add(DIGITS.get(digit - '0'));
        }
        return String.join(" ", words);
    }

    /** The digits of a telephone number: in Britain 0 is oh, 55 is double five. */
    String dialled(String digits) {
        if (!british) {
            return digits(digits);
        }
        Matcher run = SAME.matcher(digits);
        List<String> words = new ArrayList<>();
        while (run.find()) {
            String digit = digits(run.group().substring(0, 1)).replace("zero", "oh");
            words.add((run.group().length() == 3 ? "triple " : run.group().length() == 2 ? "double " : "") + digit);
        }
        return String.join(" ", words);
    }

    /** 350 -> three fifty, 1205 -> twelve oh five: the number of a house. */
    String house(String digits) {
        int cut = digits.length() - 2;
        String last = digits.substring(cut);
        if (cut < 1 || cut > 2 || digits.endsWith("000")) {
            return cardinal(digits);
        }
        String first = cardinal(digits.substring(0, cut));
        if (last.equals("00")) {
            return first + " hundred";
        }
        return first + (last.startsWith("0") ? " oh " : " ") + cardinal(last);
    }

    /** 407 -> four oh seven: as people read a short number that is a name, not an amount. */
    static String code(String digits) {
        boolean oh = digits.length() <= 4 && digits.charAt(0) != '0' && !digits.contains("00");
        return oh ? digits(digits).replace("zero", "oh") : digits(digits);
    }

    /** Digits in groups as people say them: five together, then threes or fours, never one alone. */
    static List<String> groups(String digits) {
        int n = digits.length();
        List<String> groups = new ArrayList<>();
        if (n <= 5) {
            return List.of(digits);
        }
        if (n == 11 && digits.startsWith("0")) {
            return List.of(digits.substring(0, 5), digits.substring(5, 8), digits.substring(8));
        }
        if (n == 11 && digits.startsWith("1")) {
            return List.of("1", digits.substring(1, 4), digits.substring(4, 7), digits.substring(7));
        }
        int size = n % 4 == 0 ? 4 : 3;
        int at = 0;
        while (at < n) {
            int left = n - at;
            int take = left == 4 || left == 2 ? left : Math.min(size, left);
            groups.add(digits.substring(at, at + take));
            at += take;
        }
        return groups;
    }

    private String spell(String digits, String rules) {
        String plain = digits.replace(",", "").replace(".", "");
        if (plain.length() > LONGEST_CARDINAL) {
            return digits(plain);
        }
        String words;
        synchronized (format) {
            words = format.format(new BigDecimal(plain).longValueExact(), rules);
        }
        return words.replace('-', ' ').replace("\u00AD", "").replace(",", "").toLowerCase(Locale.ROOT);
    }
}
