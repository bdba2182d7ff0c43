package io.parley.agent.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The voice's phones as the 39 ARPAbet phones of the ear, without stress.
 *
 * <table>
 * <caption>Where the two alphabets do not go one to one</caption>
 * <tr><td>T (the flap of water)</td><td>T</td></tr>
 * <tr><td>ɜɹ, əɹ (bird, letter)</td><td>ER; before a vowel əɹ stays ER and ɜɹ stays ER</td></tr>
 * <tr><td>ᵊl, ᵊn, ᵊm, and n after t without a vowel (bottle, kitten, rhythm, button)</td><td>AH L, AH N, AH M</td></tr>
 * <tr><td>ə, ʌ</td><td>AH</td></tr>
 * <tr><td>ᵻ (roses, wanted)</td><td>IH</td></tr>
 * <tr><td>ɑɹ, ɔɹ, ɛɹ, ɪɹ, ʊɹ (car, door, care, near, tour)</td><td>AA R, AO R, EH R, IH R, UH R</td></tr>
 * <tr><td>stress marks, spaces, punctuation</td><td>nothing</td></tr>
 * </table>
 */
final class Arpabet {
    private static final Map<Character, String> PHONES = Map.ofEntries(
            Map.entry('A', "EY"),
            Map.entry('I', "AY"),
            Map.entry('O', "OW"),
            Map.entry('Q', "OW"),
            Map.entry('W', "AW"),
            Map.entry('Y', "OY"),
            Map.entry('i', "IY"),
            Map.entry('u', "UW"),
            Map.entry('æ', "AE"),
            Map.entry('a', "AE"),
            Map.entry('ɑ', "AA"),
            Map.entry('ɒ', "AA"),
            Map.entry('ɔ', "AO"),
            Map.entry('ə', "AH"),
            Map.entry('ɐ', "AH"),
            Map.entry('ᵊ', "AH"),
            Map.entry('ɛ', "EH"),
            Map.entry('ɜ', "ER"),
            Map.entry('ɪ', "IH"),
            Map.entry('ᵻ', "IH"),
            Map.entry('ʊ', "UH"),
            Map.entry('ʌ', "AH"),
            Map.entry('b', "B"),
            Map.entry('ʧ', "CH"),
            Map.entry('d', "D"),
            Map.entry('ð', "DH"),
            Map.entry('f', "F"),
            Map.entry('ɡ', "G"),
            Map.entry('h', "HH"),
            Map.entry('ʤ', "JH"),
            Map.entry('k', "K"),
            Map.entry('l', "L"),
            Map.entry('m', "M"),
            Map.entry('n', "N"),
            Map.entry('ŋ', "NG"),
            Map.entry('p', "P"),
            Map.entry('ɹ', "R"),
            Map.entry('s', "S"),
            Map.entry('ʃ', "SH"),
            Map.entry('t', "T"),
            Map.entry('T', "T"),
            Map.entry('θ', "TH"),
            Map.entry('v', "V"),
            Map.entry('w', "W"),
            Map.entry('j', "Y"),
            Map.entry('z', "Z"),
            Map.entry('ʒ', "ZH"));

    private Arpabet() {}

    static List<String> of(String phones) {
        List<String> result = new ArrayList<>();
        for (int i = 0; i < phones.length(); i++) {
            char phone = phones.charAt(i);
            boolean beforeR = i + 1 < phones.length() && phones.charAt(i + 1) == 'ɹ';
            if (beforeR && (phone == 'ə' || phone == 'ɜ')) {
                result.add("ER");
                i++;
            } else if (phone == 'n' && isSyllabic(phones, i)) {
                result.add("AH");
                result.add("N");
            } else if (PHONES.containsKey(phone)) {
                result.add(PHONES.get(phone));
            }
        }
        return List.copyOf(result);
    }

    /** The n of button and importantly, which has no vowel of its own in the voice's alphabet. */
    private static boolean isSyllabic(String phones, int n) {
        boolean afterT = n > 0 && phones.charAt(n - 1) == 't';
        return afterT && (n + 1 == phones.length() || "tdszl".indexOf(phones.charAt(n + 1)) >= 0);
    }
}
