package io.parley.agent.voice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A deployer's own pronunciations: a word or several to IPA between slashes, or to plain letters that are read as the
 * accent reads them. In plain letters hyphens separate syllables and capitals stress one: {@code shi-VAWN}.
 */
final class Respelling {
    private Respelling() {}

    /** Words in small letters to phones; what comes to nothing is left out. */
    static Map<String, String> phones(Map<String, String> written, Pronouncer pronouncer, Accent accent) {
        Map<String, String> phones = new HashMap<>();
        written.forEach((word, value) -> {
            String read = isIpa(value) ? Ipa.phones(value.substring(1, value.length() - 1), accent) : null;
            read = read == null ? respelled(value, pronouncer) : read;
            if (!read.isEmpty()) {
                phones.put(key(word), read);
            }
        });
        return Map.copyOf(phones);
    }

    static String key(String words) {
        return Verbalizer.clean(words).strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    private static boolean isIpa(String value) {
        return value.length() > 2 && value.startsWith("/") && value.endsWith("/");
    }

    private static String respelled(String value, Pronouncer pronouncer) {
        List<String> words = new ArrayList<>();
        for (String word : value.strip().split("\\s+")) {
            String phones = word.indexOf('-') < 0
                    ? pronouncer.phones(word.toLowerCase(Locale.ROOT))
                    : syllables(word.split("-"), pronouncer);
            if (!phones.isEmpty()) {
                words.add(phones);
            }
        }
        return String.join(" ", words);
    }

    /** The stress is on the syllable in capitals, else on the first. */
    private static String syllables(String[] syllables, Pronouncer pronouncer) {
        boolean marked = List.of(syllables).stream().anyMatch(Respelling::isCapitals);
        StringBuilder phones = new StringBuilder();
        for (int i = 0; i < syllables.length; i++) {
            String read = pronouncer.syllable(syllables[i].toLowerCase(Locale.ROOT));
            boolean stressed = marked ? isCapitals(syllables[i]) : i == 0;
            phones.append(stressed ? Phones.withOnePrimary(read) : read.replaceAll("[ˈˌ]", ""));
        }
        return phones.toString();
    }

    private static boolean isCapitals(String syllable) {
        return !syllable.isEmpty() && syllable.equals(syllable.toUpperCase(Locale.ROOT));
    }
}
