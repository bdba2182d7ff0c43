package io.parley.agent.voice;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A deployer's own pronunciations in one language, made by {@link Respelling}. Immutable.
 *
 * @param phones of words and groups of words, as {@link #key} has them
 */
record OwnWords(Map<String, String> phones) {
    static final OwnWords NONE = new OwnWords(Map.of());

    OwnWords {
        phones = Map.copyOf(phones);
    }

    /** Words as they are looked up: whatever their capitals, apostrophes and blanks, and however accents are coded. */
    static String key(String words) {
        String composed = Normalizer.normalize(words, Normalizer.Form.NFC);
        return Verbalizer.clean(composed).strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    /** The rule that reads them as one word each, the longest first; to be tried before all others. None where none are. */
    List<Rule> rules() {
        if (phones.isEmpty()) {
            return List.of();
        }
        String any = phones.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(word -> Pattern.quote(word).replace(" ", "\\E\\s+\\Q"))
                .collect(Collectors.joining("|"));
        return List.of(Rule.of(
                "(?iu)(?<![\\p{L}\\p{N}])(?:" + any + ")(?:'s)?(?![\\p{L}\\p{M}\\p{N}])",
                (m, out) -> out.whole(m.group().replaceAll("\\s+", " "))));
    }

    /**
     * The phones of a word or several, or null.
     *
     * @param withS puts the sound of {@code 's} behind the phones of a word
     */
    @Nullable
    String find(String words, UnaryOperator<String> withS) {
        if (phones.isEmpty()) {
            return null;
        }
        String key = key(words);
        String found = phones.get(key);
        String stem = found == null && key.endsWith("'s") ? phones.get(key.substring(0, key.length() - 2)) : null;
        return stem == null ? found : withS.apply(stem);
    }
}
