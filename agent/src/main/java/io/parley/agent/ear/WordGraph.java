package io.parley.agent.ear;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A finite-state graph over words: what a caller may say. Built from an agent's file, then compiled once by {@link
 * GrammarCompiler}. Weights are natural logarithms; 0 is neutral, negative is less likely.
 */
public final class WordGraph {
    /** An arc; {@code word} null for a step without a word. */
    record Arc(
            int to,
            @Nullable String word,
            float weight,
            @Nullable Tag tag) {}

    /** A word that begins phrases which leave a node, and nothing else. */
    private record Prefix(int from, String word) {}

    private final List<List<Arc>> arcs = new ArrayList<>();
    private final Map<Prefix, Integer> prefixes = new HashMap<>();
    private final Map<String, Integer> entries = new LinkedHashMap<>();
    private final Map<Integer, Ending> endings = new LinkedHashMap<>();

    /**
     * A node where an utterance may end.
     *
     * @param complete nothing more is needed here; where false a caller who stops probably goes on
     */
    record Ending(float weight, boolean complete) {}

    public int node() {
        arcs.add(new ArrayList<>(4));
        return arcs.size() - 1;
    }

    /** A named start; the dialogue state gives each its prior when a search begins. */
    public int entry(String name) {
        return entries.computeIfAbsent(name, n -> node());
    }

    public void end(int node, float weight, boolean complete) {
        endings.put(node, new Ending(weight, complete));
    }

    public void skip(int from, int to, float weight) {
        arcs.get(from).add(new Arc(to, null, weight, null));
    }

    public void word(int from, int to, String word, float weight, @Nullable Tag tag) {
        arcs.get(from).add(new Arc(to, word, weight, tag));
    }

    /**
     * A sequence of words separated by spaces; the weight and the tag lie on the last. Phrases that leave the same node
     * share the words with which they begin, so that thousands of phrases stay a small graph.
     */
    public void phrase(int from, int to, String phrase, float weight, @Nullable Tag tag) {
        String[] words = phrase.split(" ");
        int at = from;
        for (int i = 0; i < words.length - 1; i++) {
            at = prefix(at, words[i]);
        }
        word(at, to, words[words.length - 1], weight, tag);
    }

    private int prefix(int from, String word) {
        Integer known = prefixes.get(new Prefix(from, word));
        if (known != null) {
            return known;
        }
        int next = node();
        prefixes.put(new Prefix(from, word), next);
        word(from, next, word, 0, null);
        return next;
    }

    /** Every word on an arc. */
    public Set<String> words() {
        Set<String> words = new TreeSet<>();
        arcs.forEach(
                from -> from.stream().map(Arc::word).filter(Objects::nonNull).forEach(words::add));
        return words;
    }

    int size() {
        return arcs.size();
    }

    List<Arc> arcs(int node) {
        return arcs.get(node);
    }

    Map<String, Integer> entries() {
        return entries;
    }

    Map<Integer, Ending> endings() {
        return endings;
    }
}
