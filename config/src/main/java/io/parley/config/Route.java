package io.parley.config;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/**
 * Which agent answers a number.
 *
 * @param number the user part of the Request-URI: exact ({@code coffee}, {@code +15550100}), a prefix ({@code +1555*}),
 *     a regular expression between slashes ({@code /[0-9]{4}/}), or {@code *} for whatever is left. Exact beats the
 *     longest prefix beats patterns in the file's order beats the default.
 * @param agent the agent's id
 */
public record Route(String number, String agent) {
    static final int MAX_PATTERN = 200;
    static final String DEFAULT = "*";

    public Route {
        Rules rules = new Rules();
        if (number.startsWith("/")) {
            Optional<String> fault = fault(number);
            rules.require(fault.isEmpty(), "number", number, fault.orElse(""));
        } else {
            String exact = number.endsWith("*") ? number.substring(0, number.length() - 1) : number;
            rules.require(
                    number.equals(DEFAULT) || Numbers.isExact(exact) || exact.equals("+"),
                    "number",
                    number,
                    "a number (coffee, +15550100), a prefix (+1555*), a pattern (/[0-9]{4}/) or *");
        }
        rules.require(Names.isAgentId(agent), "agent", agent, "an agent's id, the name of its folder");
        rules.check();
    }

    private static Optional<String> fault(String number) {
        if (number.length() < 3 || !number.endsWith("/")) {
            return Optional.of("a pattern between slashes, such as /[0-9]{4}/");
        }
        if (number.length() > MAX_PATTERN) {
            return Optional.of("a pattern of at most " + MAX_PATTERN + " characters");
        }
        try {
            Pattern.compile(inner(number));
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of("a regular expression in the syntax of RE2 (" + e.getDescription() + ")");
        }
    }

    private static String inner(String number) {
        return number.substring(1, number.length() - 1);
    }

    boolean isPattern() {
        return number.startsWith("/");
    }

    boolean isDefault() {
        return number.equals(DEFAULT);
    }

    boolean isPrefix() {
        return !isPattern() && !isDefault() && number.endsWith("*");
    }

    /** The number in the form in which numbers are compared; of a prefix, without its star. */
    String normalised() {
        if (isPattern() || isDefault()) {
            return number;
        }
        return Numbers.normalise(isPrefix() ? number.substring(0, number.length() - 1) : number);
    }

    /** RE2 matches in time linear in the input, so no pattern and no number can hold up a call. */
    Pattern pattern() {
        return Pattern.compile(inner(number));
    }
}
