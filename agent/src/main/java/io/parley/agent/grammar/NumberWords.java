package io.parley.agent.grammar;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Reads the tagged words of an amount. */
final class NumberWords {
    private NumberWords() {}

    /**
     * The value of words such as {@code twelve dollars fifty cents}, {@code twelve fifty}, {@code one thousand two
     * hundred}, {@code three point five}.
     */
    static BigDecimal amount(List<String> words) {
        int point = words.indexOf("point");
        if (point >= 0) {
            StringBuilder decimals = new StringBuilder();
            words.subList(point + 1, words.size()).forEach(w -> decimals.append(value(w)));
            return new BigDecimal(wholes(words.subList(0, point)).get(0) + "." + decimals);
        }
        int dollars = words.indexOf("dollars");
        boolean cents = words.contains("cents");
        List<Long> numbers = new ArrayList<>();
        if (dollars >= 0) {
            numbers.addAll(wholes(words.subList(0, dollars)));
            numbers.addAll(wholes(words.subList(dollars + 1, words.size())));
        } else {
            numbers.addAll(wholes(words));
            if (cents && numbers.size() == 1) {
                numbers.add(0, 0L);
            }
        }
        BigDecimal sum = BigDecimal.valueOf(numbers.isEmpty() ? 0 : numbers.get(0));
        return numbers.size() < 2 ? sum : sum.add(BigDecimal.valueOf(numbers.get(1), 2));
    }

    /** The whole numbers in a row of words; a new one starts where a word cannot belong to the one before. */
    private static List<Long> wholes(List<String> words) {
        List<Long> numbers = new ArrayList<>();
        long thousands = 0;
        long current = -1;
        for (String word : words) {
            if (word.equals("hundred")) {
                current = Math.max(current, 1) * 100;
            } else if (word.equals("thousand")) {
                thousands = Math.max(current, 1) * 1000;
                current = -1;
            } else if (!word.equals("dollars") && !word.equals("cents")) {
                int value = value(word);
                boolean fits =
                        current < 0 || (value < 10 ? current % 10 == 0 && current % 100 != 10 : current % 100 == 0);
                if (!fits) {
                    numbers.add(thousands + current);
                    thousands = 0;
                    current = -1;
                }
                current = Math.max(current, 0) + value;
            }
        }
        if (current >= 0 || thousands > 0) {
            numbers.add(thousands + Math.max(current, 0));
        }
        return numbers;
    }

    /** A number word below a hundred. */
    static int value(String word) {
        int digit = NumberPhrases.DIGITS.indexOf(word);
        if (digit >= 0) {
            return digit;
        }
        int teen = NumberPhrases.TEENS.indexOf(word);
        if (teen >= 0) {
            return 10 + teen;
        }
        int tens = NumberPhrases.TENS.indexOf(word);
        if (tens >= 0) {
            return 20 + 10 * tens;
        }
        throw new IllegalArgumentException("'" + word + "' is no number word below a hundred");
    }
}
