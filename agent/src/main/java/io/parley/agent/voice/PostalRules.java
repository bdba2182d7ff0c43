package io.parley.agent.voice;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;

/** Postal addresses: 1205 N. Main St, Springfield, IL 62704; 10 Downing Street, SW1A 2AA. */
final class PostalRules {
    private static final Map<String, String> STATES = Written.of("state");
    private static final Map<String, String> STREETS = Written.of("street");
    private static final Map<String, String> SIDES = Written.of("side");

    private static final String STREET =
            "(?:St|Ave|Rd|Dr|Blvd|Ln|Ct|Pl|Hwy|Pkwy|Street|Avenue|Road|Drive|Boulevard|Lane|Way"
                    + "|Court|Place|Highway|Parkway|Square|Terrace|Close|Crescent)(?!\\p{L})";

    private final Numbers numbers;

    PostalRules(Numbers numbers) {
        this.numbers = numbers;
    }

    List<Rule> rules() {
        return List.of(
                Rule.of(
                        "(\\d{3,4})(?=\\s(?:[NSEW]{1,2}\\.?\\s)?(?:\\p{Lu}[\\p{L}']{1,20}\\s|\\d{1,3}(?:st|nd|rd|th)\\s){1,3}"
                                + STREET + ")",
                        (m, out) -> out.words(numbers.house(m.group(1)))),
                Rule.of(
                        "(?<=\\d\\s)([NSEW]|N[EW]|S[EW])(?:\\.|(?=\\s))(?=\\s(?:\\p{Lu}\\p{Ll}|\\d))",
                        (m, out) -> out.words(SIDES.getOrDefault(m.group(1), m.group(1)))),
                Rule.when("([A-Z]{2})(?=\\s\\d{5}(?!\\d))", this::state),
                Rule.when("(?<=\\p{Ll},\\s)([A-Z]{2})(?=[,.?!]|\\s*$)", this::state),
                Rule.when(
                        "(Ave|Blvd|Rd|Ln|Hwy|Pkwy|St|Dr)\\.?\\s([NS][EW]|[NSEW])(?![\\p{Alnum}.'])",
                        this::streetAndSide),
                Rule.when("(Ave|Blvd|Rd|Ln|Hwy|Pkwy)(?![\\p{L}.'])", this::street),
                Rule.when("([A-Z]{1,2}\\d[A-Z\\d]?)\\s(\\d[A-Z]{2})(?![\\p{Alnum}])", this::postcode),
                Rule.when("([A-Z]\\d[A-Z])\\s(\\d[A-Z]\\d)(?![\\p{Alnum}])", this::postcode));
    }

    private boolean state(MatchResult m, Spoken out) {
        String name = STATES.getOrDefault(m.group(1), "");
        if (!name.isEmpty()) {
            out.words(name);
        }
        return !name.isEmpty();
    }

    private boolean streetAndSide(MatchResult m, Spoken out) {
        boolean named = out.endsWithName() || out.before(0).endsWith("th");
        if (named) {
            out.words(STREETS.getOrDefault(m.group(1), m.group(1)) + " " + SIDES.getOrDefault(m.group(2), m.group(2)));
        }
        return named;
    }

    /** Without its period only after a name. */
    private boolean street(MatchResult m, Spoken out) {
        boolean named = out.endsWithName();
        if (named) {
            out.words(STREETS.getOrDefault(m.group(1), m.group(1)));
        }
        return named;
    }

    private boolean postcode(MatchResult m, Spoken out) {
        CodeRules.characters(m.group(1), out);
        out.rest();
        CodeRules.characters(m.group(2), out);
        return true;
    }
}
