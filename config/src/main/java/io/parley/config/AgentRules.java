package io.parley.config;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What holds for an agent apart from its slots, tasks and actions. */
final class AgentRules {
    static final String LANGUAGE =
            "an English or Spanish language tag such as en-US or es; Parley speaks no other language yet";

    /** A SIP or SIPS address without headers (RFC 3261, section 19.1.1): a header could add to the REFER. */
    private static final Pattern SIP_URI = Pattern.compile(
            "sips?:([A-Za-z0-9_.!~*'()%&=+$,;/-]{1,64}@)?([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?"
                    + "(;[A-Za-z0-9_.!~*'()%+$:=/-]{1,64})*");

    /** What a prompt may hold in braces. */
    private static final Map<Prompt, Set<String>> PLACES = Map.of(
            Prompt.CONFIRM, Set.of("summary"),
            Prompt.ACKNOWLEDGE, Set.of("summary"),
            Prompt.SO_FAR, Set.of("value"),
            Prompt.WHICH, Set.of("choices"),
            Prompt.BRIEF_ABOUT, Set.of("summary"),
            Prompt.DID_YOU_MEAN, Set.of("example"));

    private AgentRules() {}

    static Map<Prompt, String> withDefaults(Map<Prompt, String> given) {
        Map<Prompt, String> all = new EnumMap<>(Prompt.class);
        for (Prompt prompt : Prompt.values()) {
            String text = given.get(prompt);
            all.put(prompt, text == null ? prompt.text() : Words.tidy(text));
        }
        return Collections.unmodifiableMap(all);
    }

    static void numbers(Rules rules, List<String> numbers) {
        atMost(rules, "numbers", numbers.size(), AgentSpec.MAX_NUMBERS);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < numbers.size(); i++) {
            String at = "numbers[" + i + "]";
            rules.require(Numbers.isExact(numbers.get(i)), at, numbers.get(i), Numbers.EXPECTED);
            rules.require(seen.add(Numbers.normalise(numbers.get(i))), at, numbers.get(i), "each number only once");
        }
    }

    static void language(Rules rules, Locale language) {
        boolean spoken = Set.of("en", "es").contains(language.getLanguage());
        rules.require(spoken, "language", language.toLanguageTag(), LANGUAGE);
    }

    /** @param slots what the words about a caller may hold in braces */
    static void transfers(Rules rules, Map<String, TransferSpec> transfers, Set<String> slots) {
        atMost(rules, "transfers", transfers.size(), AgentSpec.MAX_TRANSFERS);
        transfers.forEach((name, transfer) -> {
            String at = "transfers." + name;
            rules.require(Names.isName(name), at, name, Names.NAME);
            rules.require(
                    SIP_URI.matcher(transfer.to()).matches(),
                    at,
                    transfer.to(),
                    "a SIP address such as sip:desk@example.org");
            if (transfer.brief() != null) {
                Words.sentence(rules, at + ".brief", transfer.brief(), slots);
            }
        });
    }

    static void prompts(Rules rules, EnumMap<Prompt, String> prompts) {
        prompts.forEach((prompt, text) -> {
            String key = "prompts." + prompt.key();
            Words.sentence(rules, key, text, PLACES.getOrDefault(prompt, Set.of()));
            rules.require(
                    prompt != Prompt.CONFIRM || text.contains("{summary}"),
                    key,
                    text,
                    "{summary} in it: the caller must hear what to confirm");
            rules.require(
                    prompt != Prompt.DID_YOU_MEAN || text.contains("{example}"),
                    key,
                    text,
                    "{example} in it: the caller must hear what was understood");
            rules.require(
                    prompt != Prompt.WHICH || text.contains("{choices}"),
                    key,
                    text,
                    "{choices} in it: the caller must hear what there is to choose from");
        });
    }

    static void atMost(Rules rules, String key, int size, int most) {
        rules.require(size <= most, key, size + " " + key, "at most " + most + " " + key);
    }
}
