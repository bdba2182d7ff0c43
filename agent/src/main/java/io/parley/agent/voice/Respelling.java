package io.parley.agent.voice;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A deployer's own pronunciations: a word or several to IPA between slashes, or to plain letters that are read as the
 * language reads them. In plain letters hyphens separate syllables and capitals stress one: {@code shi-VAWN}.
 */
final class Respelling {
    /** How a language reads letters. */
    interface Letters {
        Language language();

        /** The phones of a word without hyphens. */
        String word(String word);

        /**
         * The phones of a word in syllables.
         *
         * @param syllables in small letters
         * @param stressed one of them, or -1 where none is in capitals
         */
        String syllables(List<String> syllables, int stressed);
    }

    private Respelling() {}

    /** Reads what is written for each word; what comes to nothing is left out. */
    static OwnWords read(Map<String, String> written, Letters letters) {
        Map<String, String> phones = new HashMap<>();
        written.forEach((word, value) -> {
            String ipa = isIpa(value) ? Ipa.phones(value.substring(1, value.length() - 1), letters.language()) : null;
            String read = ipa == null ? respelled(value, letters) : ipa;
            if (!read.isEmpty()) {
                phones.put(OwnWords.key(word), read);
            }
        });
        return new OwnWords(phones);
    }

    private static boolean isIpa(String value) {
        return value.length() > 2 && value.startsWith("/") && value.endsWith("/");
    }

    private static String respelled(String value, Letters letters) {
        List<String> words = new ArrayList<>();
        for (String word : value.strip().split("\\s+")) {
            String phones = word.indexOf('-') < 0
                    ? letters.word(word.toLowerCase(Locale.ROOT))
                    : syllables(word.split("-"), letters);
            if (!phones.isEmpty()) {
                words.add(phones);
            }
        }
        return String.join(" ", words);
    }

    private static String syllables(String[] written, Letters letters) {
        List<String> syllables = new ArrayList<>();
        int stressed = -1;
        for (String syllable : written) {
            if (stressed < 0 && isCapitals(syllable)) {
                stressed = syllables.size();
            }
            syllables.add(syllable.toLowerCase(Locale.ROOT));
        }
        return letters.syllables(syllables, stressed);
    }

    private static boolean isCapitals(String syllable) {
        return !syllable.isEmpty() && syllable.equals(syllable.toUpperCase(Locale.ROOT));
    }

    /** English letters; accents, which English does not write, are dropped. */
    record English(Pronouncer pronouncer) implements Letters {
        @Override
        public Language language() {
            return pronouncer.isBritish() ? Language.EN_GB : Language.EN_US;
        }

        @Override
        public String word(String word) {
            return pronouncer.phones(bare(word));
        }

        /** Where none is marked, the first is stressed. */
        @Override
        public String syllables(List<String> syllables, int stressed) {
            StringBuilder phones = new StringBuilder();
            for (int i = 0; i < syllables.size(); i++) {
                String read = pronouncer.syllable(bare(syllables.get(i)));
                boolean main = i == Math.max(0, stressed);
                phones.append(main ? Phones.withOnePrimary(read) : read.replaceAll("[ˈˌ]", ""));
            }
            return phones.toString();
        }

        private static String bare(String letters) {
            return Normalizer.normalize(letters, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        }
    }

    /** Spanish letters: the syllable in capitals is read as if it had the accent; where none is, the rules stress one. */
    record Spanish() implements Letters {
        private static final String ACCENTED = "áéíóú";
        private static final String PLAIN = "aeiou";

        @Override
        public Language language() {
            return Language.ES;
        }

        @Override
        public String word(String word) {
            return SpanishSpeech.alone(word);
        }

        @Override
        public String syllables(List<String> syllables, int stressed) {
            StringBuilder word = new StringBuilder();
            for (int i = 0; i < syllables.size(); i++) {
                String syllable = stressed < 0 ? syllables.get(i) : replaced(syllables.get(i), ACCENTED, PLAIN);
                if (isPair(word, syllable)) {
                    word.append('-');
                }
                word.append(i == stressed ? accented(syllable) : syllable);
            }
            return SpanishSpeech.alone(word.toString());
        }

        /** Two letters that are one sound within a syllable stay two across its border: col-lar. */
        private static boolean isPair(CharSequence before, String syllable) {
            String last = before.isEmpty() ? "" : before.toString().substring(before.length() - 1);
            return !syllable.isEmpty() && List.of("ll", "ch", "sh", "ph").contains(last + syllable.charAt(0));
        }

        /** On the first strong vowel, else on the last weak one: pái, pué, fuí. */
        private static String accented(String syllable) {
            int at = -1;
            for (int i = 0; i < syllable.length(); i++) {
                boolean strong = "aeo".indexOf(syllable.charAt(i)) >= 0;
                boolean before = at >= 0 && "aeo".indexOf(syllable.charAt(at)) >= 0;
                if (!before && (strong || "iu".indexOf(syllable.charAt(i)) >= 0)) {
                    at = i;
                }
            }
            return at < 0
                    ? syllable
                    : syllable.substring(0, at)
                            + replaced(syllable.substring(at, at + 1), PLAIN, ACCENTED)
                            + syllable.substring(at + 1);
        }

        private static String replaced(String text, String from, String to) {
            String replaced = text;
            for (int i = 0; i < from.length(); i++) {
                replaced = replaced.replace(from.charAt(i), to.charAt(i));
            }
            return replaced;
        }
    }
}
