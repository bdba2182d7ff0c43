package io.parley.agent.ear;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a word graph to the ear's phone states: every word becomes its pronunciations, every phone a state of the
 * context tree given the phone to its left (also across words), with an optional silence between words.
 *
 * <p>Used once per agent at start; not thread-safe, use one for each graph.
 */
public final class GrammarCompiler {
    /** Probability of a silence between two words, and of none. */
    private static final float LOG_HALF = (float) Math.log(0.5);

    /** A word's first states depend on what stood before; its further ones do not. */
    private record WordState(int arc, int pronunciation, int position, int tuple) {}

    private record SilenceState(int node, int tuple) {}

    private record EntryKey(int node, int leftPhone, boolean silenceAllowed) {}

    private record Link(int state, float weight) {}

    /** A state after which the words that leave {@code node} may start. */
    private record Frontier(int state, int node, int leftPhone, boolean silenceAllowed) {}

    private record NumberedArc(int id, WordGraph.Arc arc, float weight) {}

    private final WordGraph graph;
    private final ContextTree tree;
    private final Function<String, List<String>> lexicon;

    private final Map<Object, Integer> states = new HashMap<>();
    private final List<int[]> pdfs = new ArrayList<>();
    private final List<int[]> meanings = new ArrayList<>();
    /** Next state within a word, -1 at its end. */
    private final List<Integer> inner = new ArrayList<>();
    /** Where the last state of a word leads. */
    private final Map<Integer, EntryKey> exits = new HashMap<>();

    private final Map<Integer, WordGraph.Ending> ends = new HashMap<>();
    private final Map<EntryKey, List<Link>> entered = new HashMap<>();
    private final Map<Integer, List<NumberedArc>> reachable = new HashMap<>();
    private final Map<Integer, WordGraph.Ending> reachableEnd = new HashMap<>();
    private final Deque<Frontier> todo = new ArrayDeque<>();
    private final List<String> words = new ArrayList<>(List.of(""));
    private final Map<String, Integer> wordIndex = new HashMap<>();
    private final List<@Nullable Tag> tags = new ArrayList<>();
    private final Map<Tag, Integer> tagIndex = new HashMap<>();
    private final int[] firstArcId;

    /** @param lexicon pronunciations of a word; empty for a word nobody can pronounce, which is an error here */
    public GrammarCompiler(WordGraph graph, ContextTree tree, Function<String, List<String>> lexicon) {
        this.graph = graph;
        this.tree = tree;
        this.lexicon = lexicon;
        tags.add(null);
        firstArcId = new int[graph.size() + 1];
        for (int n = 0; n < graph.size(); n++) {
            firstArcId[n + 1] = firstArcId[n] + graph.arcs(n).size();
        }
    }

    /** @throws IllegalArgumentException for a word without a pronunciation */
    public Grammar compile() {
        Map<String, Grammar.Entry> entries = new LinkedHashMap<>();
        graph.entries().forEach((name, node) -> entries.put(name, entry(enter(node, Phones.START, true))));
        while (!todo.isEmpty()) {
            Frontier f = todo.pop();
            enter(f.node, f.leftPhone, f.silenceAllowed);
            exits.put(f.state, new EntryKey(f.node, f.leftPhone, f.silenceAllowed));
            WordGraph.Ending end = endOf(f.node);
            if (end != null) {
                float silence = f.silenceAllowed ? LOG_HALF : 0;
                ends.put(f.state, new WordGraph.Ending(end.weight() + silence, end.complete()));
            }
        }
        return freeze(entries);
    }

    /** The states that may follow in node {@code node} after phone {@code left}. */
    private List<Link> enter(int node, int left, boolean silenceAllowed) {
        EntryKey key = new EntryKey(node, left, silenceAllowed);
        List<Link> known = entered.get(key);
        if (known != null) {
            return known;
        }
        List<Link> found = new ArrayList<>();
        entered.put(key, found);
        float boundary = silenceAllowed ? LOG_HALF : 0;
        if (silenceAllowed) {
            found.add(new Link(silence(node, left), LOG_HALF));
        }
        for (NumberedArc arc : wordsFrom(node)) {
            String word = Objects.requireNonNull(arc.arc.word());
            List<String> pronunciations = lexicon.apply(word);
            if (pronunciations.isEmpty()) {
                throw new IllegalArgumentException("no pronunciation of '" + word + "'");
            }
            for (int p = 0; p < pronunciations.size(); p++) {
                int first = wordStates(arc, p, Phones.ids(pronunciations.get(p)), left);
                found.add(new Link(first, arc.weight + boundary));
            }
        }
        return found;
    }

    private int silence(int node, int left) {
        int tuple = tree.tuple(left, Phones.SILENCE);
        SilenceState key = new SilenceState(node, tuple);
        Integer known = states.get(key);
        if (known != null) {
            return known;
        }
        int state = newState(key, tuple, 0, 0);
        todo.push(new Frontier(state, node, Phones.SILENCE, false));
        return state;
    }

    /** States of one pronunciation of a word; the first is shared by left phones that the tree does not tell apart. */
    private int wordStates(NumberedArc arc, int pronunciation, int[] phones, int left) {
        int tuple = tree.tuple(left, phones[0]);
        WordState key = new WordState(arc.id, pronunciation, 0, tuple);
        Integer known = states.get(key);
        if (known != null) {
            return known;
        }
        int first = newState(key, tuple, word(arc.arc.word()), tag(arc.arc.tag()));
        int at = first;
        for (int i = 1; i < phones.length; i++) {
            int innerTuple = tree.tuple(phones[i - 1], phones[i]);
            WordState innerKey = new WordState(arc.id, pronunciation, i, innerTuple);
            Integer existing = states.get(innerKey);
            int next = existing != null ? existing : newState(innerKey, innerTuple, 0, 0);
            inner.set(at, next);
            if (existing != null) {
                return first;
            }
            at = next;
        }
        todo.push(new Frontier(at, arc.arc.to(), phones[phones.length - 1], true));
        return first;
    }

    private int newState(Object key, int tuple, int word, int tag) {
        int state = pdfs.size();
        states.put(key, state);
        pdfs.add(new int[] {tree.forwardPdf(tuple), tree.selfPdf(tuple)});
        meanings.add(new int[] {word, tag});
        inner.add(-1);
        return state;
    }

    /** Word arcs that leave a node, steps without a word taken. */
    private List<NumberedArc> wordsFrom(int node) {
        List<NumberedArc> known = reachable.get(node);
        if (known != null) {
            return known;
        }
        List<NumberedArc> found = new ArrayList<>();
        closure(node).forEach((n, weight) -> {
            List<WordGraph.Arc> arcs = graph.arcs(n);
            for (int i = 0; i < arcs.size(); i++) {
                if (arcs.get(i).word() != null) {
                    found.add(new NumberedArc(
                            firstArcId[n] + i, arcs.get(i), weight + arcs.get(i).weight()));
                }
            }
        });
        reachable.put(node, found);
        return found;
    }

    private WordGraph.@Nullable Ending endOf(int node) {
        if (reachableEnd.containsKey(node)) {
            return reachableEnd.get(node);
        }
        WordGraph.Ending best = null;
        for (Map.Entry<Integer, Float> e : closure(node).entrySet()) {
            WordGraph.Ending end = graph.endings().get(e.getKey());
            if (end != null && (best == null || end.weight() + e.getValue() > best.weight())) {
                best = new WordGraph.Ending(end.weight() + e.getValue(), end.complete());
            }
        }
        reachableEnd.put(node, best);
        return best;
    }

    /** Nodes reachable without a word, with the best weight of getting there. */
    private Map<Integer, Float> closure(int node) {
        Map<Integer, Float> weights = new LinkedHashMap<>();
        weights.put(node, 0f);
        Deque<Integer> open = new ArrayDeque<>(List.of(node));
        while (!open.isEmpty()) {
            int n = open.pop();
            float base = Objects.requireNonNull(weights.get(n));
            for (WordGraph.Arc arc : graph.arcs(n)) {
                if (arc.word() == null) {
                    float weight = base + arc.weight();
                    Float before = weights.get(arc.to());
                    if (before == null || weight > before) {
                        weights.put(arc.to(), weight);
                        open.push(arc.to());
                    }
                }
            }
        }
        return weights;
    }

    private int word(@Nullable String word) {
        return word == null
                ? 0
                : wordIndex.computeIfAbsent(word, w -> {
                    words.add(w);
                    return words.size() - 1;
                });
    }

    private int tag(@Nullable Tag tag) {
        return tag == null
                ? 0
                : tagIndex.computeIfAbsent(tag, t -> {
                    tags.add(t);
                    return tags.size() - 1;
                });
    }

    private static Grammar.Entry entry(List<Link> found) {
        int[] states = new int[found.size()];
        float[] weights = new float[found.size()];
        for (int i = 0; i < states.length; i++) {
            states[i] = found.get(i).state;
            weights[i] = found.get(i).weight;
        }
        return new Grammar.Entry(states, weights);
    }

    private Grammar freeze(Map<String, Grammar.Entry> entries) {
        int n = pdfs.size();
        Arcs arcs = new Arcs();
        int[] arcStart = new int[n];
        int[] arcEnd = new int[n];
        float[] end = new float[n];
        boolean[] complete = new boolean[n];
        Arrays.fill(end, Grammar.NEVER);
        for (int s = 0; s < n; s++) {
            int[] range = arcs.of(s);
            arcStart[s] = range[0];
            arcEnd[s] = range[1];
            WordGraph.Ending ending = ends.get(s);
            if (ending != null) {
                end[s] = ending.weight();
                complete[s] = ending.complete();
            }
        }
        return new Grammar(
                column(pdfs, 0),
                column(pdfs, 1),
                column(meanings, 0),
                column(meanings, 1),
                arcStart,
                arcEnd,
                arcs.targets(),
                arcs.weights(),
                end,
                complete,
                List.copyOf(words),
                java.util.Collections.unmodifiableList(new ArrayList<>(tags)),
                Map.copyOf(entries));
    }

    /** Arcs in rows. All words that end in the same node with the same phone go on to the same words: one row serves them. */
    private final class Arcs {
        private final List<Link> all = new ArrayList<>();
        private final Map<EntryKey, int[]> shared = new HashMap<>();

        int[] of(int state) {
            EntryKey exit = exits.get(state);
            if (exit != null) {
                return shared.computeIfAbsent(exit, key -> row(Objects.requireNonNull(entered.get(key))));
            }
            int next = inner.get(state);
            return next < 0 ? new int[] {0, 0} : row(List.of(new Link(next, 0)));
        }

        private int[] row(List<Link> links) {
            Map<Integer, Float> best = new LinkedHashMap<>();
            links.forEach(link -> best.merge(link.state, link.weight, Math::max));
            int from = all.size();
            best.forEach((state, weight) -> all.add(new Link(state, weight)));
            return new int[] {from, all.size()};
        }

        int[] targets() {
            return all.stream().mapToInt(Link::state).toArray();
        }

        float[] weights() {
            float[] weights = new float[all.size()];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = all.get(i).weight;
            }
            return weights;
        }
    }

    private static int[] column(List<int[]> rows, int c) {
        return rows.stream().mapToInt(r -> r[c]).toArray();
    }
}
