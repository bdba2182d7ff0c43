package io.parley.agent.grammar;

import io.parley.agent.ear.Tag;
import io.parley.agent.ear.WordGraph;
import io.parley.config.SlotSpec;
import io.parley.config.TaskSpec;
import io.parley.config.TaskSpec.Presence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may say to get a task done: a lead-in, then the task's slots, each at most once, in any order, with the
 * words between them that the examples show. Orders and connecting words that no example shows are possible but cost.
 *
 * <p>A node stands for the set of slots said so far; with many slots, where the sets would be too many, for the last slot
 * only.
 */
final class TaskPhrases {
    /** Up to this many slots each set of said slots has its node. */
    private static final int MAX_SETS_OF = 7;

    private static final float UNSEEN_ORDER = -2;
    private static final float UNSEEN_LINK = -2.5f;
    private static final float OTHERS_LINK = -1;
    private static final float NO_ARTICLE = -0.7f;
    private static final float UNSEEN_FIRST = -1;
    private static final float FILLER = -4;
    private static final float OPENER = -4;
    private static final float CLOSER = -1;
    private static final float NO_LEAD = -1;
    private static final float MISSING_REQUIRED = -3;

    private final WordGraph graph;
    private final SlotPhrases phrases;
    private final TaskSpec task;
    private final Map<String, SlotSpec> slots;
    private final List<Template> templates;
    private final boolean named;

    /** First node of the slots proper, after the lead-in. */
    private final int body;

    private final Map<Set<String>, Integer> nodes = new HashMap<>();
    private final Deque<Set<String>> todo = new ArrayDeque<>();

    /** @param named whether lead-ins carry the task's name, because the agent has more than one task */
    TaskPhrases(WordGraph graph, SlotPhrases phrases, TaskSpec task, Map<String, SlotSpec> slots, boolean named) {
        this.graph = graph;
        this.phrases = phrases;
        this.task = task;
        this.slots = slots;
        this.named = named;
        templates = task.examples().stream().map(Template::parse).toList();
        body = node(Set.of());
    }

    static String entryName(String task) {
        return "task:" + task;
    }

    /** The node after any lead-in: corrections and answers go on from here. */
    int body() {
        return body;
    }

    /** The node after one slot has been said. */
    int after(String slot) {
        return node(said(Set.of(), slot));
    }

    void build() {
        leads(graph.entry(entryName(task.name())));
        while (!todo.isEmpty()) {
            slotsAfter(todo.pop());
        }
    }

    private void leads(int entry) {
        loop(entry, Phrases.OPENERS, OPENER);
        loop(entry, Phrases.FILLERS, FILLER);
        graph.skip(entry, body, NO_LEAD);
        Tag tag = named ? Tag.task(task.name()) : null;
        Set<List<String>> leads = new LinkedHashSet<>();
        for (Template template : templates) {
            if (!template.hasSlots()) {
                bare(entry, template, Tag.task(task.name()));
            } else if (!template.lead().isEmpty()) {
                leads.add(template.lead());
            }
        }
        leads.forEach(lead -> graph.phrase(entry, body, String.join(" ", lead), 0, tag));
    }

    /** A phrase that names the task and no slot: "what is my balance". */
    private void bare(int entry, Template template, Tag tag) {
        int end = graph.node();
        graph.phrase(entry, end, String.join(" ", template.lead()), 0, tag);
        boolean complete = !task.slots().containsValue(Presence.REQUIRED);
        graph.end(end, 0, complete);
        closers(end);
    }

    private int node(Set<String> said) {
        Integer known = nodes.get(said);
        if (known != null) {
            return known;
        }
        int node = graph.node();
        nodes.put(said, node);
        todo.push(said);
        return node;
    }

    private Set<String> said(Set<String> before, String slot) {
        if (task.slots().size() > MAX_SETS_OF) {
            return Set.of(slot);
        }
        Set<String> now = new TreeSet<>(before);
        now.add(slot);
        return now;
    }

    private void slotsAfter(Set<String> said) {
        int node = java.util.Objects.requireNonNull(nodes.get(said));
        loop(node, Phrases.FILLERS, FILLER);
        if (!said.isEmpty()) {
            boolean whole = requiredSlots(said);
            graph.end(node, whole ? 0 : MISSING_REQUIRED, whole);
            closers(node);
        }
        for (String slot : task.slots().keySet()) {
            if (!said.contains(slot) || task.slots().size() > MAX_SETS_OF) {
                int start = graph.node();
                links(node, start, said, slot);
                int value = graph.node();
                articles(start, value);
                phrases.add(value, node(said(said, slot)), spec(slot), taken(slot));
            }
        }
    }

    private boolean requiredSlots(Set<String> said) {
        return task.slots().entrySet().stream()
                .allMatch(e -> e.getValue() == Presence.OPTIONAL
                        || said.contains(e.getKey())
                        || task.slots().size() > MAX_SETS_OF);
    }

    /** Phrases of earlier choices of the task: where two slots share one, it means the first, unless asked otherwise. */
    private Set<String> taken(String slot) {
        Set<String> taken = new TreeSet<>();
        for (String earlier : task.slots().keySet()) {
            if (earlier.equals(slot)) {
                break;
            }
            if (spec(earlier) instanceof SlotSpec.Choice choice) {
                SlotPhrases.phrases(choice).values().forEach(taken::addAll);
            }
        }
        return taken;
    }

    private SlotSpec spec(String slot) {
        return java.util.Objects.requireNonNull(slots.get(slot), slot);
    }

    /** The words that may stand before a slot, given what has been said. */
    private void links(int from, int to, Set<String> said, String slot) {
        if (said.isEmpty()) {
            graph.skip(from, to, seenFirst(slot) ? 0 : UNSEEN_FIRST);
            linksOf(slot).stream().filter(l -> !l.isEmpty()).forEach(l -> link(from, to, l, UNSEEN_FIRST));
            return;
        }
        float order = seenInOrder(said, slot) ? 0 : UNSEEN_ORDER;
        Set<List<String>> own = linksOf(slot);
        own.forEach(l -> link(from, to, l, order));
        Set<List<String>> others = new LinkedHashSet<>(List.of(List.of("and"), List.of("with"), List.of()));
        task.slots().keySet().forEach(s -> others.addAll(linksOf(s)));
        others.removeAll(own);
        others.forEach(l -> link(from, to, l, order + (l.isEmpty() ? UNSEEN_LINK : OTHERS_LINK)));
    }

    private void link(int from, int to, List<String> words, float weight) {
        if (words.isEmpty()) {
            graph.skip(from, to, weight);
        } else {
            graph.phrase(from, to, String.join(" ", words), weight, null);
        }
    }

    /** Words that an example shows between another slot and this one; the empty list where they follow directly. */
    private Set<List<String>> linksOf(String slot) {
        Set<List<String>> links = new LinkedHashSet<>();
        for (Template t : templates) {
            for (int i = 1; i < t.slots().size(); i++) {
                if (t.slots().get(i).equals(slot)) {
                    links.add(withoutArticle(t.before().get(i - 1)));
                }
            }
        }
        return links;
    }

    private static List<String> withoutArticle(List<String> words) {
        boolean article = !words.isEmpty() && Phrases.ARTICLES.contains(words.get(words.size() - 1));
        return article ? words.subList(0, words.size() - 1) : words;
    }

    private boolean seenFirst(String slot) {
        return templates.stream().anyMatch(t -> t.hasSlots() && t.slots().get(0).equals(slot));
    }

    /** Whether some example has this slot after each slot that was said, or has never seen it with that one. */
    private boolean seenInOrder(Set<String> said, String slot) {
        return said.stream().allMatch(s -> seenAfter(s, slot) || !seenAfter(slot, s));
    }

    private boolean seenAfter(String first, String second) {
        return templates.stream()
                .anyMatch(t -> t.slots().contains(first)
                        && t.slots().contains(second)
                        && t.slots().indexOf(first) < t.slots().indexOf(second));
    }

    private void articles(int from, int to) {
        graph.skip(from, to, NO_ARTICLE);
        for (String article : Phrases.ARTICLES) {
            graph.word(from, to, article, NO_ARTICLE, null);
        }
    }

    private void closers(int node) {
        int end = graph.node();
        graph.end(end, 0, true);
        for (String closer : Phrases.CLOSERS) {
            graph.phrase(node, end, closer, CLOSER, null);
        }
        for (Template template : templates) {
            if (!template.tail().isEmpty()) {
                graph.phrase(node, end, String.join(" ", template.tail()), 0, null);
            }
        }
        // "A large one."
        graph.word(node, end, "one", FILLER, null);
    }

    private void loop(int node, List<String> words, float weight) {
        words.forEach(w -> graph.phrase(node, node, w, weight, (@Nullable Tag) null));
    }

    /** Slots of the task, for tests. */
    List<String> slotNames() {
        return new ArrayList<>(task.slots().keySet());
    }
}
