package io.parley.agent.voice;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Other words for the same: what a style changes in an agent's own sentences before values are put into them. Values,
 * names, marks and what has a reading of its own stay as they are. Immutable, safe on any thread.
 */
public final class Dialect {
    /** Nothing is changed. */
    public static final Dialect NONE = new Dialect(Map.of());

    private static final Dialect PIRATE = new Dialect(read("pirate-en.tsv"));

    /** What is never changed: places of values, tags, and the text of elements that say how it is read. */
    private static final String KEPT =
            "\\$?\\{[^{}]*+}|<(say-as|phoneme|sub|lang)(?![\\w-])[^<>]*+>[^<]*+</\\1>|<[^<>]*+>";

    private static final Pattern SENTENCE_END = Pattern.compile("(?<!(?<!\\p{L})(?:Mr|Mrs|Ms|Dr|St))[.?!:\"]$");

    private final Map<String, String> words;
    private final Pattern pattern;

    private Dialect(Map<String, String> words) {
        this.words = words;
        String keys = words.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        this.pattern =
                Pattern.compile(KEPT + "|(?<![\\p{L}\\d'@.-])(?i:(" + keys + "))(?![\\p{L}\\d'@]|[.-][\\p{L}\\d])");
    }

    /** A dialect by its name, {@link Style#dialect}; {@link #NONE} for most styles. */
    public static Dialect of(String name) {
        return name.equals("pirate") ? PIRATE : NONE;
    }

    /** The sentence in this dialect's words. */
    public String words(String sentence) {
        return words.isEmpty()
                ? sentence
                : pattern.matcher(sentence).replaceAll(m -> Matcher.quoteReplacement(word(m, sentence)));
    }

    private String word(MatchResult m, String sentence) {
        String found = m.group(2);
        if (found == null) {
            return m.group();
        }
        String other = words.getOrDefault(found.toLowerCase(Locale.ROOT), found);
        if (!Character.isUpperCase(found.charAt(0)) || other.startsWith("I ")) {
            return other;
        }
        // In the middle of a sentence a capital is a name's.
        return startsSentence(sentence, m.start())
                ? Character.toUpperCase(other.charAt(0)) + other.substring(1)
                : found;
    }

    private static boolean startsSentence(String sentence, int at) {
        String before = sentence.substring(0, at).replaceAll("<[^<>]*+>", "").stripTrailing();
        return before.isEmpty() || SENTENCE_END.matcher(before).find();
    }

    private static Map<String, String> read(String table) {
        Map<String, String> words = new LinkedHashMap<>();
        new String(Resource.read(table, "").array(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line -> line.split("\t"))
                .forEach(fields -> words.put(fields[0], fields[1]));
        return words;
    }
}
