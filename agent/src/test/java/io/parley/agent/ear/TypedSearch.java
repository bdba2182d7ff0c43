package io.parley.agent.ear;

import io.parley.agent.ear.Search.Hypothesis;
import io.parley.agent.ear.Search.Result;
import io.parley.agent.ear.Search.Word;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a perfect ear would understand: the search over an agent's words, for callers who type. */
public final class TypedSearch {
    private final WordGraph graph;
    private final Map<Integer, Map<Integer, Float>> reachable = new HashMap<>();

    /** A way through the graph: where it stands and what it means so far. */
    private record Place(int node, List<Tag> tags) {}

    private record Path(double sum, double best, List<Word> words) {
        Path and(Path o) {
            double high = Math.max(sum, o.sum);
            double both = high + Math.log1p(Math.exp(Math.min(sum, o.sum) - high));
            return best >= o.best ? new Path(both, best, words) : new Path(both, o.best, o.words);
        }
    }

    public TypedSearch(WordGraph graph) {
        this.graph = graph;
    }

    /**
     * @param priors entries that are open, with the natural logs of their priors
     * @param text lower-case words
     */
    public Result hear(Map<String, Float> priors, String text) {
        Map<Place, Path> here = new HashMap<>();
        priors.forEach((entry, prior) -> {
            Integer node = graph.entries().get(entry);
            if (node == null) {
                throw new IllegalArgumentException("no entry '" + entry + "'");
            }
            spread(here, new Place(node, List.of()), new Path(prior, prior, List.of()));
        });
        Map<Place, Path> live = here;
        int at = 0;
        for (String word : text.split(" ")) {
            live = step(live, word, at++);
        }
        return result(live, at);
    }

    private Map<Place, Path> step(Map<Place, Path> from, String word, int at) {
        Map<Place, Path> next = new HashMap<>();
        from.forEach((place, path) -> {
            for (WordGraph.Arc arc : graph.arcs(place.node)) {
                if (word.equals(arc.word())) {
                    List<Tag> tags = new ArrayList<>(place.tags);
                    if (arc.tag() != null) {
                        tags.add(arc.tag());
                    }
                    List<Word> words = new ArrayList<>(path.words);
                    words.add(new Word(word, arc.tag(), at));
                    Path on = new Path(path.sum + arc.weight(), path.best + arc.weight(), words);
                    spread(next, new Place(arc.to(), tags), on);
                }
            }
        });
        return next;
    }

    /** Puts a path wherever steps without words lead from there. */
    private void spread(Map<Place, Path> into, Place place, Path path) {
        reachable
                .computeIfAbsent(place.node, this::reach)
                .forEach((node, weight) -> into.merge(
                        new Place(node, place.tags),
                        new Path(path.sum + weight, path.best + weight, path.words),
                        Path::and));
    }

    private Map<Integer, Float> reach(int from) {
        Map<Integer, Float> found = new HashMap<>(Map.of(from, 0f));
        Deque<Integer> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            int node = open.remove();
            for (WordGraph.Arc arc : graph.arcs(node)) {
                if (arc.word() == null) {
                    float weight = found.get(node) + arc.weight();
                    if (weight > found.getOrDefault(arc.to(), Float.NEGATIVE_INFINITY)) {
                        found.put(arc.to(), weight);
                        open.add(arc.to());
                    }
                }
            }
        }
        return found;
    }

    private Result result(Map<Place, Path> live, int frames) {
        Map<List<Tag>, Path> meanings = new HashMap<>();
        Map<List<Tag>, Boolean> complete = new HashMap<>();
        double open = Double.NEGATIVE_INFINITY;
        for (Map.Entry<Place, Path> e : live.entrySet()) {
            open = Math.max(open, e.getValue().best);
            WordGraph.Ending ending = graph.endings().get(e.getKey().node);
            if (ending != null) {
                Path path = e.getValue();
                List<Tag> tags = e.getKey().tags;
                meanings.merge(
                        tags, new Path(path.sum + ending.weight(), path.best + ending.weight(), path.words), Path::and);
                complete.merge(tags, ending.complete(), Boolean::logicalOr);
            }
        }
        if (meanings.isEmpty()) {
            return new Result(List.of(), Grammar.NEVER, (float) open, frames);
        }
        double top = meanings.values().stream().mapToDouble(Path::sum).max().orElseThrow();
        double total = meanings.values().stream()
                .mapToDouble(p -> Math.exp(p.sum - top))
                .sum();
        List<Hypothesis> ranked = new ArrayList<>();
        meanings.forEach((tags, path) ->
                ranked.add(new Hypothesis(path.words, (float) (Math.exp(path.sum - top) / total), complete.get(tags))));
        ranked.sort(Comparator.comparing(Hypothesis::posterior).reversed());
        return new Result(ranked.subList(0, Math.min(8, ranked.size())), (float) top, (float) open, frames);
    }
}
