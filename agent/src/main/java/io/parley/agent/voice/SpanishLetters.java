package io.parley.agent.voice;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Spanish word's letters to phones, as in Castilian: z and soft c are θ, ll is ʎ. Spelling and stress follow rules without
 * exception but for names with an old x. The phones are those the teacher was trained on: the glides j and w before a
 * vowel, diphthongs that are one token, b, d and g as they sound at the beginning of an utterance ({@link
 * SpanishSpeech} softens them in the middle of it). Pure.
 */
final class SpanishLetters {
    /** Vowels and the diphthongs that are one token. */
    private static final String VOWELS = "aeiouɛIAW";

    /** Names in which x is said as j. */
    private static final Map<String, String> OLD_X =
            Map.of("méxic", "méjic", "mexic", "mejic", "texas", "tejas", "texan", "tejan", "oaxaca", "oajaca");
    /** Where the teacher divides otherwise than the rules. */
    private static final Map<String, String> LISTED = Map.of("muy", "mˈuj", "luego", "luˈeɣo");

    /** A sound of the word. */
    private static final class Sound {
        String phone;
        final boolean vowel;
        boolean accented;
        /** Whether it can be the weak part of a diphthong. */
        boolean weak;
        /** Counts with the vowel after it, though after two consonants it stays a vowel. */
        boolean glides;

        Sound(String phone, boolean vowel) {
            this.phone = phone;
            this.vowel = vowel;
        }
    }

    private final String word;
    private final List<Sound> sounds = new ArrayList<>();

    private SpanishLetters(String word) {
        this.word = word;
    }

    static boolean isVowel(char phone) {
        return VOWELS.indexOf(phone) >= 0;
    }

    /**
     * The word's phones.
     *
     * @param text letters, with or without accents
     * @return empty where it holds no letter that can be said
     */
    static String read(String text) {
        String lower = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> old : OLD_X.entrySet()) {
            lower = lower.replace(old.getKey(), old.getValue());
        }
        String listed = LISTED.get(lower);
        if (listed != null) {
            return listed;
        }
        if (lower.length() > 7 && lower.endsWith("mente")) {
            return new SpanishLetters(lower.substring(0, lower.length() - 5)).phones() + "mˈente";
        }
        return new SpanishLetters(lower).phones();
    }

    private String phones() {
        int at = 0;
        while (at < word.length()) {
            at += letter(at);
        }
        diphthongs();
        stress();
        StringBuilder phones = new StringBuilder();
        sounds.forEach(sound -> phones.append(sound.phone));
        return phones.toString();
    }

    private char at(int i) {
        return i >= 0 && i < word.length() ? word.charAt(i) : ' ';
    }

    /** Reads what begins there, and says how many letters it took. */
    private int letter(int at) {
        char c = at(at);
        int vowel = "aeiouáéíóúü".indexOf(c);
        if (vowel >= 0) {
            vowel("aeiouaeiouu".charAt(vowel), vowel >= 5 && c != 'ü', c == 'i' || c == 'u');
            return 1;
        }
        return switch (c) {
            case 'c' -> c(at);
            case 'g' -> g(at);
            case 'h' -> h(at);
            case 'l' -> two(at, 'l', "ʎ", "l");
            case 'n' -> n(at);
            case 'p' -> at(at + 1) == 'h' ? add("f", 2) : at == 0 && at(1) == 's' ? 1 : add("p", 1);
            case 'q' -> at(at + 1) == 'u' && isFront(at(at + 2)) ? add("k", 2) : add("k", 1);
            case 'r' -> r(at);
            case 's' -> at(at + 1) == 'h' && (at == 0 || at + 2 == word.length()) ? add("ʃ", 2) : add("s", 1);
            case 'x' -> at == 0 ? add("s", 1) : add("k", 0) + add("s", 1);
            case 'y' -> y(at);
            default -> plain(c);
        };
    }

    private int plain(char c) {
        int known = "bvdfjkmtñzwç".indexOf(c);
        if (known >= 0) {
            return add("bbdfxkmtɲθws".substring(known, known + 1), 1);
        }
        String bare =
                Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD).substring(0, 1);
        if (Character.isLetter(c) && !bare.equals(String.valueOf(c)) && "aeiou".contains(bare)) {
            vowel(bare.charAt(0), false, false);
        }
        return 1;
    }

    private int add(String phone, int letters) {
        sounds.add(new Sound(phone, false));
        return letters;
    }

    private void vowel(char phone, boolean accented, boolean weak) {
        Sound sound = new Sound(String.valueOf(phone), true);
        sound.accented = accented;
        sound.weak = weak;
        sounds.add(sound);
    }

    private static boolean isFront(char c) {
        return "eiéí".indexOf(c) >= 0;
    }

    private int two(int at, char second, String both, String one) {
        return at(at + 1) == second ? add(both, 2) : add(one, 1);
    }

    private int c(int at) {
        return at(at + 1) == 'h' ? add("ʧ", 2) : isFront(at(at + 1)) ? add("θ", 1) : add("k", 1);
    }

    private int g(int at) {
        if (at(at + 1) == 'u' && isFront(at(at + 2))) {
            return add("ɡ", 2);
        }
        return add(isFront(at(at + 1)) ? "x" : "ɡ", 1);
    }

    /** Silent, but the i after it makes no diphthong with what is before: prohibido. */
    private int h(int at) {
        if (at > 0 && at(at + 1) == 'i' && "aeo".indexOf(at(at - 1)) >= 0) {
            vowel('i', false, false);
            return 2;
        }
        return 1;
    }

    private int n(int at) {
        char next = at(at + 1);
        if (next == 'y' && "aeiouáéíóú".indexOf(at(at + 2)) >= 0) {
            return add("ɲ", 2);
        }
        return add("bvpf".indexOf(next) >= 0 ? "m" : "n", 1);
    }

    private int r(int at) {
        if (at(at + 1) == 'r') {
            return add("r", 2);
        }
        return add(at == 0 || "nls".indexOf(at(at - 1)) >= 0 ? "r" : "ɾ", 1);
    }

    private int y(int at) {
        boolean before = "aeiouáéíóú".indexOf(at(at + 1)) >= 0;
        if (before) {
            return add("ʝ", 1);
        }
        vowel('i', false, true);
        return 1;
    }

    // Syllables.

    private @Nullable Sound sound(int i) {
        return i >= 0 && i < sounds.size() ? sounds.get(i) : null;
    }

    private boolean isNucleus(int i) {
        Sound sound = sound(i);
        return sound != null && sound.vowel;
    }

    /** A weak vowel before another vowel is a glide; one after another vowel goes with it into a diphthong. */
    private void diphthongs() {
        for (int i = 0; i < sounds.size(); i++) {
            Sound sound = sounds.get(i);
            if (!sound.vowel || !sound.weak || !isNucleus(i + 1)) {
                continue;
            }
            sound.glides = afterCluster(i);
            if (!sound.glides && (!isNucleus(i - 1) || sound.phone.equals("u"))) {
                sounds.set(i, new Sound(sound.phone.equals("i") ? "j" : "w", false));
            }
        }
        for (int i = 1; i < sounds.size(); i++) {
            Sound before = sounds.get(i - 1);
            Sound sound = sounds.get(i);
            if (sound.weak && sound.vowel && before.vowel && !before.accented && !isNucleus(i + 1)) {
                joined(before, sound);
                if (sound.phone.isEmpty()) {
                    sounds.remove(i--);
                }
            }
        }
    }

    private void joined(Sound before, Sound weak) {
        String both = before.phone + weak.phone;
        String token = Map.of("ai", "I", "au", "W", "ei", "A").getOrDefault(both, "");
        if (!token.isEmpty()) {
            before.phone = token;
            weak.phone = "";
        } else if (Map.of("oi", "ɪ", "eu", "ʊ", "ou", "ʊ").containsKey(both)) {
            before.phone = before.phone + (weak.phone.equals("i") ? "ɪ" : "ʊ");
            weak.phone = "";
        }
    }

    private boolean afterCluster(int i) {
        Sound liquid = sound(i - 1);
        Sound stop = sound(i - 2);
        return liquid != null
                && (liquid.phone.equals("r")
                        || stop != null
                                && !stop.vowel
                                && "lɾ".contains(liquid.phone)
                                && "pbtdkɡf".contains(stop.phone));
    }

    private void stress() {
        List<Sound> syllables =
                sounds.stream().filter(sound -> sound.vowel && !sound.glides).toList();
        if (syllables.isEmpty()) {
            return;
        }
        Sound main = syllables.get(stressed(syllables));
        boolean open = main.phone.equals("e") && !main.accented && isOpen(sounds.indexOf(main));
        main.phone = Phones.PRIMARY + (open ? "ɛ" : main.phone);
        List<Sound> nuclei = sounds.stream().filter(sound -> sound.vowel).toList();
        for (int i = 0; i < nuclei.indexOf(main) - 1; i += 2) {
            nuclei.get(i).phone = Phones.SECONDARY + nuclei.get(i).phone;
        }
    }

    private boolean isOpen(int e) {
        Sound next = sound(e + 1);
        Sound after = sound(e + 2);
        return next != null && after != null && next.phone.equals("n") && !after.vowel;
    }

    private int stressed(List<Sound> nuclei) {
        for (int i = 0; i < nuclei.size(); i++) {
            if (nuclei.get(i).accented) {
                return i;
            }
        }
        char last = at(word.length() - 1);
        boolean penultimate = "aeiouns".indexOf(last) >= 0;
        return penultimate && nuclei.size() > 1 ? nuclei.size() - 2 : nuclei.size() - 1;
    }
}
