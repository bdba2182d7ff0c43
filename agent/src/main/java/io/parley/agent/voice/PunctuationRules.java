package io.parley.agent.voice;

import java.util.List;
import java.util.Set;

/** Punctuation and signs; what is not listed is silent. */
final class PunctuationRules {
    private static final Set<String> BEFORE_KEY = Set.of("press", "hit", "dial", "then", "key", "the", "or", "enter");

    private PunctuationRules() {}

    static List<Rule> rules() {
        return List.of(
                Rule.of("(?<=\\p{Alnum})\\.(?=[a-z\\d])", (m, out) -> out.words("dot")),
                Rule.of("[.?!\u2026]+", (m, out) -> out.mark(strongest(m.group()))),
                Rule.of("[,;:]", (m, out) -> out.mark(m.group().charAt(0))),
                Rule.of("[\u2014\u2013()\\[\\]]|--+|(?<=\\s)-(?=\\s)", (m, out) -> out.mark(',')),
                Rule.of("\\n(?:\\s*\\n)+", (m, out) -> out.mark('.')),
                Rule.when("[#*]", (m, out) -> key(m.group(), out)),
                Rule.of(
                        "(?<=\\p{L})/(?=\\p{L})",
                        (m, out) -> out.words(out.before(0).equals("and") ? "" : "or")),
                Rule.of("&", (m, out) -> out.words("and")),
                Rule.of("@", (m, out) -> out.words("at")),
                Rule.of("\\+(?=\\s?[\\p{L}\\d])", (m, out) -> out.words("plus")),
                Rule.of("=", (m, out) -> out.words("equals")),
                Rule.of("%", (m, out) -> out.words("percent")),
                Rule.of("\u00B0", (m, out) -> out.words("degrees")));
    }

    private static char strongest(String marks) {
        if (marks.indexOf('?') >= 0) {
            return '?';
        }
        if (marks.indexOf('!') >= 0) {
            return '!';
        }
        boolean ellipsis = marks.length() > 1 || marks.charAt(0) == '\u2026';
        return ellipsis ? ',' : '.';
    }

    /** The keys of a telephone. */
    private static boolean key(String sign, Spoken out) {
        if (!BEFORE_KEY.contains(out.before(0))) {
            return false;
        }
        out.words(sign.equals("#") ? "pound" : "star");
        return true;
    }
}
