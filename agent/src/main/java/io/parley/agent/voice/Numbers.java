package io.parley.agent.voice;

import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.ULocale;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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

    /** 412 -> four hundred twelve. */
    String cardinal(String digits) {
        return spell(digits, "%spellout-cardinal");
    }

    /** 23 -> twenty third. */
    String ordinal(String digits) {
        return spell(digits, "%spellout-ordinal");
    }

    /** 1984 -> nineteen eighty four; 2005 -> two thousand five; 2026 -> twenty twenty six. */
    String year(String digits) {
        return spell(digits, "%spellout-numbering-year");
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
        String plain = digits.replace(",", "");
        if (plain.length() > LONGEST_CARDINAL) {
            return digits(plain);
        }
        String words;
        synchronized (format) {
            words = format.format(new BigDecimal(plain).longValueExact(), rules);
        }
        return words.replace('-', ' ').replace("\u00AD", "").toLowerCase(Locale.ROOT);
    }
}
