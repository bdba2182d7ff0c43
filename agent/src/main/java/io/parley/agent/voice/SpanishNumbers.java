package io.parley.agent.voice;

import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.ULocale;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Numbers in Spanish words, by ICU's rules. Safe on any thread (ICU's formatter is not, so it is locked). */
final class SpanishNumbers {
    /** The gender of what is counted; of nothing, a number is its own name: uno. */
    enum Gender {
        NONE("%spellout-numbering", "%spellout-ordinal-masculine"),
        MASCULINE("%spellout-cardinal-masculine", "%spellout-ordinal-masculine-adjective"),
        FEMININE("%spellout-cardinal-feminine", "%spellout-ordinal-feminine");

        final String cardinal;
        final String ordinal;

        Gender(String cardinal, String ordinal) {
            this.cardinal = cardinal;
            this.ordinal = ordinal;
        }
    }

    /**
     * An unsigned number, whole and fraction: with points or commas between the thousands, and either before the fraction,
     * as in Spain and in Mexico.
     */
    static final String PATTERN =
            "(\\d{1,3}(?:\\.\\d{3})+(?!\\d)|\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d+)(?:[.,](\\d{1,2}|\\d{4,9})(?!\\d))?";

    private static final List<String> DIGITS =
            List.of("cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve");

    private final RuleBasedNumberFormat format =
            new RuleBasedNumberFormat(new ULocale("es"), RuleBasedNumberFormat.SPELLOUT);

    /** 1.234 is mil doscientos treinta y cuatro. */
    String cardinal(String digits, Gender gender) {
        return spell(digits, gender.cardinal);
    }

    String ordinal(String digits, Gender gender) {
        return spell(digits, gender.ordinal);
    }

    /** 3,14 is tres coma uno cuatro; one or two digits of a fraction are read as a number, unless they begin with 0. */
    String decimal(String whole, String fraction) {
        boolean number = fraction.length() == 2 && fraction.charAt(0) != '0';
        return cardinal(whole, Gender.NONE) + " coma " + (number ? cardinal(fraction, Gender.NONE) : digits(fraction));
    }

    static String digits(String digits) {
        List<String> words = new ArrayList<>();
        for (char digit : digits.toCharArray()) {
            words.add(DIGITS.get(digit - '0'));
        }
        return String.join(" ", words);
    }

    private String spell(String digits, String rules) {
        String plain = digits.replaceAll("\\D", "");
        if (plain.length() > Numbers.LONGEST_CARDINAL) {
            return digits(plain);
        }
        synchronized (format) {
            return format.format(new BigDecimal(plain).longValueExact(), rules).replace("\u00AD", "");
        }
    }
}
