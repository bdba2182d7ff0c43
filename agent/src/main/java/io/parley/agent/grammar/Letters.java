package io.parley.agent.grammar;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How letters are spelled on the telephone: by their names, by the words of an alphabet, or by both ("b as in bravo").
 */
final class Letters {
    /** ICAO and ITU (Radio Regulations, appendix 14); also how the agent spells. */
    static final List<String> ICAO = list("""
            alpha, bravo, charlie, delta, echo, foxtrot, golf, hotel, india, juliet, kilo, lima, mike, november, oscar,
            papa, quebec, romeo, sierra, tango, uniform, victor, whiskey, x ray, yankee, zulu""");

    /** American police (APCO), Western Union, British post office, and what people take when they know none of them. */
    private static final List<String> OTHERS = list("""
            adam, andrew, apple, boy, boston, baker, charles, chicago, cat, david, denver, dog, edward, easy, elephant,
            frank, fox, freddie, george, girl, good, henry, harry, house, ida, ice, ink, john, jack, james, king, kite,
            kevin, larry, lincoln, love, mary, mother, man, nancy, nora, nut, ocean, oliver, orange, paul, peter, pizza,
            queen, quiet, quick, robert, roger, rabbit, sam, sugar, susan, tom, thomas, tiger, union, uncle, umbrella, van,
            vincent, vegas, william, walter, water, xavier, young, yellow, yes, zebra, zero, zoo""");

    /** Between a letter and its word. */
    static final List<String> AS_IN = List.of("as in", "for", "like");

    private static final Map<Character, List<String>> WORDS = words();

    private Letters() {}

    private static Map<Character, List<String>> words() {
        Map<Character, List<String>> words = new LinkedHashMap<>();
        for (char letter = 'A'; letter <= 'Z'; letter++) {
            char first = Character.toLowerCase(letter);
            Set<String> all = new LinkedHashSet<>();
            all.add(ICAO.get(letter - 'A'));
            OTHERS.stream().filter(word -> word.charAt(0) == first).forEach(all::add);
            words.put(letter, List.copyOf(all));
        }
        return words;
    }

    /** The words that may stand for a letter, the ICAO's first. */
    static List<String> wordsOf(char letter) {
        return Objects.requireNonNull(WORDS.get(letter));
    }

    /** A letter's own names. "A" is written in upper case, because the article sounds otherwise. */
    static List<String> namesOf(char letter) {
        return switch (letter) {
            case 'A' -> List.of("A");
            case 'Z' -> List.of("z", "zed");
            default -> List.of(String.valueOf(Character.toLowerCase(letter)));
        };
    }

    private static List<String> list(String commaSeparated) {
        return Arrays.stream(commaSeparated.split(",")).map(String::strip).toList();
    }
}
