package io.parley.agent.voice;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Punctuation and signs; what is not listed is silent. */
final class PunctuationRules {
    private static final Set<String> BEFORE_KEY = Set.of("press", "hit", "dial", "then", "key", "the", "or", "enter");

    private static final Map<String, String> SIGNS = Written.of("sign");

    private PunctuationRules() {}

    static List<Rule> rules(Numbers numbers) {
        return List.of(
                Rule.of("(?<=\\p{Alnum})\\.(?=[a-z\\d])", (m, out) -> out.words("dot")),
                Rule.of("[.?!\u2026]+", (m, out) -> out.mark(strongest(m.group()))),
                Rule.of("[,;:]", (m, out) -> out.mark(m.group().charAt(0))),
                Rule.of("[\u2014\u2013()\\[\\]]|--+|(?<=\\s)-(?=\\s)", (m, out) -> out.mark(',')),
                Rule.of("\\n(?:\\s*\\n)+", (m, out) -> out.mark('.')),
                Rule.of("#(?=\\p{L})", (m, out) -> out.words("hashtag")),
                Rule.of("(?<=\\b[A-Z])#", (m, out) -> out.words("sharp")),
                Rule.of("(?<=\\p{L})\\+\\+", (m, out) -> out.words("plus plus")),
                Rule.when("[#*]", (m, out) -> key(m.group(), numbers.isBritish(), out)),
                Rule.of("[\u2022\u00B7\u25AA\u2192]", (m, out) -> out.mark(',')),
                Rule.of("[~\u2248]\\s?(?=[$\u20AC\u00A3]?\\d)", (m, out) -> out.words("about")),
                Rule.of(
                        "([<>\u2264\u2265\u00B1\u00D7\u00F7])(?=\\s?[$\u20AC\u00A3]?\\d)",
                        (m, out) -> sign(m.group(), out)),
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

    private static void sign(String sign, Spoken out) {
        out.words(SIGNS.getOrDefault(sign, ""));
    }

    /** The keys of a telephone. */
    private static boolean key(String sign, boolean british, Spoken out) {
        if (!BEFORE_KEY.contains(out.before(0))) {
            return false;
        }
        out.words(sign.equals("#") ? british ? "hash" : "pound" : "star");
        return true;
    }
}
