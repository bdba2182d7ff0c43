package io.parley.agent.grammar;

import io.parley.agent.ear.ContextTree;
import io.parley.agent.ear.Grammar;
import io.parley.agent.ear.GrammarCompiler;
import io.parley.agent.ear.Tag;
import io.parley.agent.ear.WordGraph;
import io.parley.config.AgentSpec;
import io.parley.config.SlotSpec;
import io.parley.config.TaskSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Everything a caller may say to an agent, compiled once. The dialogue opens the parts that make sense now by giving
 * their entries priors:
 *
 * <table>
 * <tr><td>{@code task:NAME}</td><td>a request, with any of its slots</td></tr>
 * <tr><td>{@code slot:NAME}</td><td>the answer to the question for a slot</td></tr>
 * <tr><td>{@code rest:NAME:N}</td><td>the rest of a value of which N symbols, or all but the year, have been said</td></tr>
 * <tr><td>{@code yesno}</td><td>yes or no, with a correction or an addition behind it</td></tr>
 * <tr><td>{@code correct}</td><td>a correction without yes or no: "actually a large one"</td></tr>
 * <tr><td>{@code commands}</td><td>help, repeat, a person, goodbye, cancel, hello</td></tr>
 * <tr><td>{@code backchannel}</td><td>"mm-hm", "okay"</td></tr>
 * </table>
 */
public final class AgentGrammar {
    public static final String YES_NO_ENTRY = "yesno";
    public static final String CORRECT_ENTRY = "correct";
    public static final String COMMANDS_ENTRY = "commands";
    public static final String BACKCHANNEL_ENTRY = "backchannel";

    /** Name of the command tag of a backchannel. */
    static final String BACKCHANNEL = "BACKCHANNEL";

    private static final float LEAD = -1;
    private static final float FILLER = -3;
    /** A word before digits is more often a digit. */
    private static final float RARE_LEAD = -4;

    private static final float SECOND_THOUGHT = -1;
    private static final float GO_ON = -2;

    private final AgentSpec agent;
    private final WordGraph graph = new WordGraph();
    private final SlotPhrases phrases;
    private final List<TaskPhrases> tasks = new ArrayList<>();

    private AgentGrammar(AgentSpec agent) {
        this.agent = agent;
        this.phrases = new SlotPhrases(graph, agent.language());
    }

    /**
     * Compiles an agent's grammar.
     *
     * @param lexicon pronunciations of a lower-case word, the ear's own first; never empty
     */
    public static Grammar compile(AgentSpec agent, ContextTree tree, Function<String, List<String>> lexicon) {
        return new GrammarCompiler(graph(agent), tree, word -> pronounced(word, lexicon)).compile();
    }

    private static List<String> pronounced(String word, Function<String, List<String>> lexicon) {
        List<String> sounds = Phrases.SOUNDS.get(word);
        if (sounds != null) {
            return sounds;
        }
        List<String> all = new ArrayList<>(lexicon.apply(word));
        all.addAll(Phrases.CLIPPED.getOrDefault(word, List.of()));
        return all;
    }

    static WordGraph graph(AgentSpec agent) {
        return new AgentGrammar(agent).build();
    }

    public static String taskEntry(String task) {
        return TaskPhrases.entryName(task);
    }

    public static String slotEntry(String slot) {
        return "slot:" + slot;
    }

    /**
     * Where a caller goes on in the middle of a value.
     *
     * @param known symbols of it that have been said; for a day, that lacks its year, any
     */
    public static String restEntry(SlotSpec slot, String known) {
        return "rest:" + slot.name() + ":" + (slot instanceof SlotSpec.Date ? "year" : known.length());
    }

    /**
     * Words of an agent's file that neither lexicon has, to be told at the start: the ear will hear them by rule.
     *
     * @param knows whether a lexicon has a word
     */
    public static Set<String> unknownWords(AgentSpec agent, java.util.function.Predicate<String> knows) {
        Set<String> unknown = new TreeSet<>();
        new AgentGrammar(agent)
                .build().words().stream()
                        .filter(w -> !Phrases.SOUNDS.containsKey(w) && !knows.test(w))
                        .forEach(unknown::add);
        return unknown;
    }

    private WordGraph build() {
        for (TaskSpec task : agent.tasks().values()) {
            TaskPhrases built = new TaskPhrases(
                    graph,
                    phrases,
                    withoutText(task),
                    agent.slots(),
                    agent.tasks().size() > 1);
            built.build();
            tasks.add(built);
        }
        tasks.forEach(task -> task.chain(tasks));
        agent.slots().values().stream()
                .filter(slot -> !(slot instanceof SlotSpec.Text))
                .forEach(this::answer);
        yesNo();
        corrections();
        commands();
        backchannels();
        return graph;
    }

    /** Free text has no grammar: nobody knows what it is before it has been said. */
    private TaskSpec withoutText(TaskSpec task) {
        Map<String, TaskSpec.Presence> spoken = new LinkedHashMap<>(task.slots());
        spoken.keySet().removeIf(slot -> agent.slots().get(slot) instanceof SlotSpec.Text);
        return new TaskSpec(
                task.name(),
                task.examples(),
                spoken,
                task.confirm(),
                task.action(),
                task.tell(),
                task.then(),
                task.summary(),
                task.offer(),
                task.needs(),
                task.items());
    }

    /** The answer to a question: the value, and whatever else the caller adds. */
    private void answer(SlotSpec slot) {
        int entry = graph.entry(slotEntry(slot.name()));
        fillers(entry);
        int lead = graph.node();
        leadsToAnswer(entry, lead, slot);
        int value = lead;
        if (slot instanceof SlotSpec.Choice) {
            value = graph.node();
            graph.skip(lead, value, 0);
            for (String article : Phrases.ARTICLES) {
                graph.word(lead, value, article, LEAD, null);
            }
        }
        int done = graph.node();
        rests(slot, phrases.add(value, done, slot), done);
        phrases.slips(done, value, slot);
        graph.end(done, 0, true);
        int end = graph.node();
        graph.end(end, 0, true);
        Phrases.CLOSERS.forEach(c -> graph.phrase(done, end, c, LEAD, null));
        graph.word(done, end, "one", FILLER, null);
        for (TaskPhrases task : tasks) {
            if (task.slotNames().contains(slot.name())) {
                graph.skip(done, task.after(slot.name()), GO_ON);
            }
        }
    }

    /**
     * Entries into the middle of a value.
     *
     * @param nodes of a spelled value, by the number of symbols said; empty for any other
     */
    private void rests(SlotSpec slot, int[] nodes, int done) {
        Places places = Places.of(slot);
        int last = places == null ? 0 : places.fewest() - 1;
        for (int said = 1; said <= last; said++) {
            restOf(graph.entry(restEntry(slot, "0".repeat(said))), nodes[said]);
        }
        if (slot instanceof SlotSpec.Date date && date.when() == SlotSpec.Date.When.PAST) {
            int year = graph.node();
            restOf(graph.entry(restEntry(slot, "")), year);
            phrases.calendar().year(year, done, slot.name());
        }
    }

    private void restOf(int entry, int node) {
        fillers(entry);
        graph.skip(entry, node, 0);
        Phrases.GOING_ON.forEach(p -> graph.phrase(entry, node, p, LEAD, null));
    }

    private void leadsToAnswer(int entry, int lead, SlotSpec slot) {
        float weight = Places.of(slot) != null ? RARE_LEAD : 2 * LEAD;
        graph.skip(entry, lead, 0);
        Phrases.ANSWER_LEADS.forEach(p -> graph.phrase(entry, lead, p, weight, null));
        TaskPhrases.named(slot.name()).forEach(p -> graph.phrase(entry, lead, p, weight, null));
    }

    private void yesNo() {
        int entry = graph.entry(YES_NO_ENTRY);
        fillers(entry);
        int yes = graph.node();
        int no = graph.node();
        Tag yesTag = Tag.value(SlotPhrases.YES_NO, SlotPhrases.YES);
        Tag noTag = Tag.value(SlotPhrases.YES_NO, SlotPhrases.NO);
        SlotPhrases.alternatives(graph, entry, yes, Phrases.YES, 0, yesTag);
        SlotPhrases.alternatives(graph, entry, no, Phrases.NO, 0, noTag);
        graph.end(yes, 0, true);
        graph.end(no, 0, true);
        int end = graph.node();
        graph.end(end, 0, true);
        for (String closer : List.of("please", "thanks", "thank you")) {
            graph.phrase(yes, end, closer, LEAD, null);
            graph.phrase(no, end, closer, LEAD, null);
        }
        for (TaskPhrases task : tasks) {
            int but = graph.node();
            graph.word(yes, but, "but", LEAD, null);
            graph.word(yes, but, "and", LEAD, null);
            leadsTo(but, task.body());
            graph.skip(no, task.body(), GO_ON);
            graph.skip(no, task.fix(), 0);
            leadsTo(no, task.body());
            leadsTo(no, task.fix());
            task.linksInto(yes, LEAD);
            task.linksInto(no, LEAD);
        }
    }

    private void corrections() {
        int entry = graph.entry(CORRECT_ENTRY);
        fillers(entry);
        int after = graph.node();
        Tag noTag = Tag.value(SlotPhrases.YES_NO, SlotPhrases.NO);
        SlotPhrases.alternatives(graph, entry, after, Phrases.REFUSALS, 0, noTag);
        Phrases.SECOND_THOUGHTS.forEach(p -> graph.phrase(entry, after, p, SECOND_THOUGHT, null));
        for (TaskPhrases task : tasks) {
            graph.skip(after, task.body(), GO_ON);
            graph.skip(after, task.fix(), 0);
            graph.skip(entry, task.fix(), SECOND_THOUGHT);
            leadsTo(after, task.body());
            leadsTo(after, task.fix());
            leadsTo(entry, task.fix());
            task.linksInto(after, LEAD);
            leadsTo(entry, task.body());
        }
        int end = graph.node();
        graph.end(end, 0, true);
        agent.slots().values().stream()
                .filter(SlotSpec.Text.class::isInstance)
                .forEach(text -> anew(List.of(entry, after), end, text.name()));
    }

    /** "The message": a text is not corrected in a word, it is asked for again. */
    private void anew(List<Integer> from, int end, String slot) {
        for (String lead : List.of("", "the ", "my ", "change the ", "change my ")) {
            from.forEach(node -> graph.phrase(node, end, lead + Words.phrase(slot), 0, Tag.value(slot, "")));
        }
    }

    private void leadsTo(int from, int to) {
        Phrases.CORRECTION_LEADS.forEach(p -> graph.phrase(from, to, p, LEAD, null));
    }

    private void commands() {
        int entry = graph.entry(COMMANDS_ENTRY);
        fillers(entry);
        Phrases.OPENERS.forEach(p -> graph.phrase(entry, entry, p, 2 * FILLER, null));
        int end = graph.node();
        graph.end(end, 0, true);
        Phrases.COMMANDS.keySet().forEach(command -> command(entry, end, command));
        int person = graph.node();
        Phrases.REQUESTS.forEach(p -> graph.phrase(entry, person, p, LEAD, null));
        command(person, end, Command.PERSON);
        int asked = graph.node();
        Phrases.ASKING.forEach(p -> graph.phrase(entry, asked, p, LEAD, null));
        Phrases.ASKED.forEach(command -> command(asked, end, command));
        graph.word(end, end, "please", LEAD, null);
        graph.phrase(end, end, "thank you", LEAD, null);
    }

    private void command(int from, int to, Command command) {
        List<String> phrases = Objects.requireNonNull(Phrases.COMMANDS.get(command));
        SlotPhrases.alternatives(graph, from, to, phrases, 0, Tag.command(command.name()));
    }

    private void backchannels() {
        int entry = graph.entry(BACKCHANNEL_ENTRY);
        int end = graph.node();
        graph.end(end, 0, true);
        SlotPhrases.alternatives(graph, entry, end, Phrases.BACKCHANNELS, 0, Tag.command(BACKCHANNEL));
        graph.skip(end, entry, FILLER);
    }

    private void fillers(int node) {
        Phrases.FILLERS.forEach(f -> graph.phrase(node, node, f, FILLER, null));
    }
}
