package io.parley.agent.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** How people say numbers, written down apart from the grammar that is to understand them. */
final class Numerals {
    private static final String[] SMALL = {
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen"
    };
    private static final String[] TENS = {
        "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
    };

    private Numerals() {}

    /** Below a million; sometimes with "and". */
    static String cardinal(int n, Random random) {
        if (n < 20) {
            return SMALL[n];
        }
        if (n < 100) {
            return TENS[n / 10] + (n % 10 == 0 ? "" : " " + SMALL[n % 10]);
        }
        int unit = n < 1_000 ? 100 : 1_000;
        int rest = n % unit;
        String and = rest > 0 && rest < 100 && random.nextBoolean() ? " and" : "";
        return cardinal(n / unit, random)
                + (unit == 100 ? " hundred" : " thousand")
                + (rest == 0 ? "" : and + " " + cardinal(rest, random));
    }

    /** A string of digits one by one, in pairs, doubled, in hundreds, with "oh" or "zero". */
    static String digits(String digits, Random random) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < digits.length()) {
            int left = digits.length() - at;
            int d = digits.charAt(at) - '0';
            int taken = 1;
            String said = d == 0 && random.nextBoolean() ? "oh" : SMALL[d];
            if (left >= 3 && d > 0 && digits.startsWith("00", at + 1) && random.nextBoolean()) {
                taken = 3;
                said = SMALL[d] + " hundred";
            } else if (left >= 2 && digits.charAt(at + 1) == digits.charAt(at) && random.nextBoolean()) {
                taken = 2;
                said = "double " + said;
            } else if (left >= 2 && d > 0 && !open(digits, at) && random.nextInt(4) == 0) {
                taken = 2;
                said = cardinal(Integer.parseInt(digits.substring(at, at + 2)), random);
            }
            words.add(said);
            at += taken;
        }
        return String.join(" ", words);
    }

    /** "Eighty" would take the digit that follows: "eighty one" is 8 1. */
    private static boolean open(String digits, int at) {
        return digits.charAt(at) > '1' && digits.charAt(at + 1) == '0' && at + 2 < digits.length();
    }
}
