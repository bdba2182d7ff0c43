package io.parley.agent.grammar;

import io.parley.agent.ear.Tag;
import io.parley.agent.ear.WordGraph;
import io.parley.config.SlotSpec;
import io.parley.config.TaskSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may say to get a task done: a lead-in, then values of the task's slots in any order, with the words
 * between them that the examples show. A bigram over slots: what may follow depends on the slot said last. Orders and
 * links that no example shows are possible but cost; a slot said twice counts as corrected.
 */
final class TaskPhrases {
    /** Value of the tag of a task that is wanted once more. */
    static final String BESIDES = "besides";

    /** Every value must earn its place, or hesitations turn into values. */
    private static final float SLOT = -2;
    /** The examples have the two slots only the other way round. */
    private static final float REVERSED = -6;
    /** No example has the two together. */
    private static final float UNRELATED = -2;

    private static final float UNSEEN_LINK = -2.5f;
    private static final float OTHERS_LINK = -1;
    private static final float ARTICLE = -0.7f;
    private static final float UNSEEN_FIRST = -4;
    private static final float FILLER = -3;
    private static final float OPENER = -4;
    private static final float CLOSER = -1;
    private static final float NO_LEAD = -1;
    private static final float RESTART = -4;
    private static final float ONE = -3;
    private static final float NAMED = -2;
    private static final float ANOTHER_TASK = -3;
    /** "A latte and a mocha": rarer than another slot of the same request. */
    private static final float SAME_TASK = -4;

    private final WordGraph graph;
    private final SlotPhrases phrases;
    private final TaskSpec task;
    private final Map<String, SlotSpec> slots;
    private final List<Template> templates;
    private final boolean named;
    private final Set<List<String>> leads = new LinkedHashSet<>();
    private final Set<List<String>> links = new LinkedHashSet<>();

    /** First node of the slots proper, after the lead-in. */
    private final int body;
    /** Where the task is asked for by its own words. */
    private final int opening;
    /** Where a value that has been said back is changed in part. */
    private final int fix;
    /** After a "no wait" behind a value that is said as a whole: that one comes again, or another of the request. */
    private final int slip;

    /** Nodes where the request may be whole. */
    private final List<Integer> ends = new ArrayList<>();

    private final Map<String, Integer> afterSlot = new HashMap<>();
    private final Map<String, Integer> beforeSlot = new HashMap<>();

    /** @param named whether lead-ins carry the task's name, because the agent has more than one task */
    TaskPhrases(WordGraph graph, SlotPhrases phrases, TaskSpec task, Map<String, SlotSpec> slots, boolean named) {
        this.graph = graph;
        this.phrases = phrases;
        this.task = task;
        this.slots = slots;
        this.named = named;
        templates = task.examples().stream().map(Template::parse).toList();
        for (Template template : templates) {
            if (template.hasSlots() && !template.lead().isEmpty()) {
                leads.add(template.lead());
            }
            template.before().forEach(words -> links.add(Template.withoutArticle(words)));
        }
        links.add(List.of());
        if (task.slots().size() > 1) {
            links.add(List.of("and"));
            links.add(List.of("with"));
        }
        body = graph.node();
        opening = graph.node();
        fix = graph.node();
        slip = graph.node();
        for (String slot : task.slots().keySet()) {
            afterSlot.put(slot, graph.node());
            beforeSlot.put(slot, graph.node());
        }
    }

    static String entryName(String task) {
        return "task:" + task;
    }

    /** The node after any lead-in: corrections and answers go on from here. */
    int body() {
        return body;
    }

    /** The node from which a value that has been said back is changed in part: "five, not nine". */
    int fix() {
        return fix;
    }

    /** What callers may call a slot, before they say its value: "the account number is". */
    static List<String> named(String slot) {
        String name = Words.phrase(slot.replace('_', ' '));
        return List.of("the " + name + " is", "my " + name + " is", "the " + name + " should be");
    }

    /** The node after a slot has been said. */
    int after(String slot) {
        return Objects.requireNonNull(afterSlot.get(slot));
    }

    List<String> slotNames() {
        return new ArrayList<>(task.slots().keySet());
    }

    void build() {
        int entry = graph.entry(entryName(task.name()));
        loop(entry, Phrases.OPENERS, OPENER);
        loop(entry, Phrases.FILLERS, FILLER);
        graph.skip(entry, body, NO_LEAD);
        graph.skip(entry, opening, 0);
        leadsInto(opening, 0);
        leadsInto(body, RESTART);
        loop(body, Phrases.FILLERS, FILLER);
        bareRequests();
        for (String slot : task.slots().keySet()) {
            value(slot);
            graph.skip(body, before(slot), seenFirst(slot) ? 0 : UNSEEN_FIRST);
            named(slot).forEach(p -> graph.phrase(body, before(slot), p, NAMED, null));
            follow(slot);
        }
    }

    /**
     * What a caller may want besides, in the same breath: "… and block my card", "… and a small mocha".
     *
     * @param all every task of the agent, this one too
     */
    void chain(List<TaskPhrases> all) {
        int more = graph.node();
        Tag besides = new Tag(Tag.Kind.TASK, task.name(), BESIDES);
        for (String link : Phrases.BESIDES) {
            ends.forEach(end -> graph.phrase(end, more, link, ANOTHER_TASK, null));
            if (!task.slots().isEmpty()) {
                ends.forEach(end -> graph.phrase(end, body, link, SAME_TASK, besides));
            }
        }
        loop(more, Phrases.FILLERS, FILLER);
        all.stream().filter(other -> other != this).forEach(other -> graph.skip(more, other.opening, 0));
    }

    private int before(String slot) {
        return Objects.requireNonNull(beforeSlot.get(slot));
    }

    private void leadsInto(int from, float weight) {
        Tag tag = named ? Tag.task(task.name()) : null;
        leads.forEach(lead -> graph.phrase(from, body, String.join(" ", lead), weight, tag));
    }

    /** Phrases that name the task and no slot: "what is my balance". */
    private void bareRequests() {
        Tag tag = Tag.task(task.name());
        for (Template template : templates) {
            if (!template.hasSlots()) {
                int end = graph.node();
                graph.phrase(opening, end, String.join(" ", template.lead()), 0, tag);
                graph.end(end, 0, true);
                closers(end);
                ends.add(end);
            }
        }
    }

    private void value(String slot) {
        int value = graph.node();
        graph.skip(before(slot), value, ARTICLE + SLOT);
        for (String article : List.of("a", "an", "the")) {
            graph.word(before(slot), value, article, ARTICLE + SLOT, null);
        }
        loop(value, Phrases.FILLERS, FILLER);
        phrases.add(value, after(slot), spec(slot), taken(slot));
        if (SlotPhrases.isWhole(spec(slot))) {
            phrases.slips(after(slot), slip, spec(slot));
            graph.skip(slip, before(slot), 0);
        } else {
            phrases.slips(after(slot), value, spec(slot));
        }
        Places places = Places.of(spec(slot));
        if (places != null) {
            phrases.spelled().fixes(fix, after(slot), places);
        }
        graph.end(after(slot), 0, true);
        closers(after(slot));
        ends.add(after(slot));
    }

    /** What may follow a slot: the other slots, each by the links between them. */
    private void follow(String slot) {
        int from = after(slot);
        loop(from, Phrases.FILLERS, FILLER);
        for (List<String> link : links) {
            int linked = graph.node();
            if (link.isEmpty()) {
                graph.skip(from, linked, 0);
            } else {
                graph.phrase(from, linked, String.join(" ", link), 0, null);
                loop(linked, Phrases.FILLERS, FILLER);
            }
            for (String next : task.slots().keySet()) {
                if (!next.equals(slot)) {
                    graph.skip(linked, before(next), order(slot, next) + link(link, next));
                }
            }
        }
    }

    /** Something more where no slot was said before: "yes, with soy milk". */
    void linksInto(int from, float weight) {
        for (List<String> link : links) {
            if (!link.isEmpty()) {
                int linked = graph.node();
                graph.phrase(from, linked, String.join(" ", link), weight, null);
                task.slots().keySet().forEach(next -> graph.skip(linked, before(next), link(link, next)));
            }
        }
    }

    private float link(List<String> link, String next) {
        if (seenLinks(next).contains(link)) {
            return 0;
        }
        return link.isEmpty() ? UNSEEN_LINK : OTHERS_LINK;
    }

    private float order(String first, String second) {
        if (seenAfter(first, second)) {
            return 0;
        }
        return seenAfter(second, first) ? REVERSED : UNRELATED;
    }

    /** Words that an example shows between another slot and this one; the empty list where they follow directly. */
    private Set<List<String>> seenLinks(String slot) {
        Set<List<String>> seen = new LinkedHashSet<>();
        for (Template t : templates) {
            for (int i = 1; i < t.slots().size(); i++) {
                if (t.slots().get(i).equals(slot)) {
                    seen.add(Template.withoutArticle(t.before().get(i - 1)));
                }
            }
        }
        return seen;
    }

    private boolean seenFirst(String slot) {
        return templates.stream().anyMatch(t -> opens(t, slot));
    }

    /** The slot is the first of the example, or only optional ones that need no link stand before it. */
    private boolean opens(Template t, String slot) {
        for (int i = 0; i < t.slots().size(); i++) {
            if (t.slots().get(i).equals(slot)) {
                return true;
            }
            boolean linked = i + 1 < t.slots().size()
                    && !Template.withoutArticle(t.before().get(i)).isEmpty();
            if (linked || task.slots().get(t.slots().get(i)) == TaskSpec.Presence.REQUIRED) {
                return false;
            }
        }
        return false;
    }

    private boolean seenAfter(String first, String second) {
        return templates.stream()
                .anyMatch(t -> t.slots().contains(first)
                        && t.slots().contains(second)
                        && t.slots().indexOf(first) < t.slots().indexOf(second));
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
        return Objects.requireNonNull(slots.get(slot), slot);
    }

    private void closers(int node) {
        int end = graph.node();
        graph.end(end, 0, true);
        Phrases.CLOSERS.forEach(c -> graph.phrase(node, end, c, CLOSER, null));
        Set<List<String>> tails = new LinkedHashSet<>();
        templates.forEach(t -> tails.add(t.tail()));
        tails.stream().filter(t -> !t.isEmpty()).forEach(t -> graph.phrase(node, end, String.join(" ", t), 0, null));
        // "A large one."
        graph.word(node, end, "one", ONE, null);
    }

    private void loop(int node, List<String> words, float weight) {
        words.forEach(w -> graph.phrase(node, node, w, weight, (@Nullable Tag) null));
    }
}
