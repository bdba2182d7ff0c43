package io.parley.config;

import io.parley.config.SlotSpec.Choice;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What holds for every slot, and what a choice needs to be unambiguous. */
final class SlotRules {
    private SlotRules() {}

    static Rules common(String name, @Nullable String ask) {
        Rules rules = new Rules().require(Names.isName(name), "", name, Names.NAME);
        if (ask != null) {
            Words.sentence(rules, "ask", ask);
        }
        return rules;
    }

    static Map<String, List<String>> tidy(Map<String, List<String>> values) {
        Map<String, List<String>> tidied = new LinkedHashMap<>();
        values.forEach((value, synonyms) ->
                tidied.put(Words.tidy(value), synonyms.stream().map(Words::tidy).toList()));
        return Frozen.map(tidied);
    }

    static void values(Rules rules, Map<String, List<String>> values) {
        sizes(rules, values);
        Map<String, String> owners = new HashMap<>();
        values.forEach((value, synonyms) -> {
            String key = "values." + value;
            own(rules, owners, key, value, value);
            for (int i = 0; i < synonyms.size(); i++) {
                own(rules, owners, key + "[" + i + "]", synonyms.get(i), value);
            }
        });
    }

    /** The values of a list of names, which may have phrases in common. */
    static void names(Rules rules, Map<String, List<String>> values) {
        sizes(rules, values);
        values.forEach((value, synonyms) -> {
            Words.phrase(rules, "values." + value, value);
            for (int i = 0; i < synonyms.size(); i++) {
                Words.phrase(rules, "values." + value + "[" + i + "]", synonyms.get(i));
            }
        });
    }

    private static void sizes(Rules rules, Map<String, List<String>> values) {
        rules.require(!values.isEmpty(), "values", null, "at least one value");
        rules.require(
                values.size() <= Choice.MAX_VALUES,
                "values",
                values.size() + " values",
                "at most " + Choice.MAX_VALUES + " values");
        values.forEach((value, synonyms) -> rules.require(
                synonyms.size() <= Choice.MAX_SYNONYMS,
                "values." + value,
                synonyms.size() + " synonyms",
                "at most " + Choice.MAX_SYNONYMS + " synonyms"));
    }

    private static void own(Rules rules, Map<String, String> owners, String key, String phrase, String value) {
        Words.phrase(rules, key, phrase);
        String owner = owners.putIfAbsent(phrase.toLowerCase(Locale.ROOT), value);
        rules.require(
                owner == null || owner.equals(value),
                key,
                phrase,
                "a phrase of one value only; '" + owner + "' has it");
    }

    static void modifiers(Rules rules, List<String> modifiers) {
        rules.require(
                modifiers.size() <= Choice.MAX_MODIFIERS,
                "modifiers",
                modifiers.size() + " modifiers",
                "at most " + Choice.MAX_MODIFIERS + " modifiers");
        for (int i = 0; i < modifiers.size(); i++) {
            Words.phrase(rules, "modifiers[" + i + "]", modifiers.get(i));
        }
    }
}
