package io.parley.agent.grammar;

import com.ibm.icu.text.RuleBasedNumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** From the text of an agent's file to the words a caller says. */
final class Words {
    private Words() {}

    /** Lower-case words; hyphens part words, figures are spoken ("20 oz" gives "twenty oz"). */
    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        for (String token : text.toLowerCase(Locale.ENGLISH).replace('’', '\'').split("[\\s,.!?;:-]+")) {
            if (!token.isEmpty()) {
                words.addAll(token.chars().allMatch(Character::isDigit) ? spoken(token) : List.of(token));
            }
        }
        return words;
    }

    /** The same as one phrase. */
    static String phrase(String text) {
        return String.join(" ", of(text));
    }

    private static List<String> spoken(String figures) {
        RuleBasedNumberFormat format = new RuleBasedNumberFormat(Locale.ENGLISH, RuleBasedNumberFormat.SPELLOUT);
        return List.of(format.format(Long.parseLong(figures)).split("[ -]"));
    }
}
