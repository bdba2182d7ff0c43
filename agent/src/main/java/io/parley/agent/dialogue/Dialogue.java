package io.parley.agent.dialogue;

import io.parley.actions.ActionResult;
import io.parley.agent.dialogue.DialogueState.Phase;
import io.parley.agent.grammar.Command;
import io.parley.agent.grammar.Meaning;
import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.Risk;
import io.parley.config.AgentSpec;
import io.parley.config.Prompt;
import io.parley.config.SlotSpec;
import io.parley.config.TaskSpec;
import io.parley.config.TaskSpec.Confirm;
import io.parley.config.TaskSpec.Presence;
import io.parley.config.TaskSpec.Then;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The clerk: asks for what a task needs, says back what was understood, confirms where it is unsure or must, acts, tells,
 * says goodbye. Pure; one for an agent, shared by its calls.
 */
public final class Dialogue {
    /** Values heard less surely than this are confirmed before anything happens. */
    static final float SURE = 0.9f;
    /** What is heard less surely than this counts as not understood. */
    static final float HEARD = 0.35f;
    /** No-inputs and no-matches in a row before the agent gives up. */
    static final int MAX_MISSES = 3;
    /** Name of the transfer that reaches a person. */
    static final String PERSON = "person";
    /** What a caller can still want of the conversation while an action runs. */
    private static final Set<Command> WHILE_ACTING = Set.of(Command.REPEAT, Command.PERSON, Command.GOODBYE);

    private final AgentSpec agent;
    private final Wording wording;

    public Dialogue(AgentSpec agent) {
        this.agent = agent;
        this.wording = new Wording(agent);
    }

    /** A new state, and what is to be done on the way there. */
    public record Step(DialogueState state, List<Act> acts) {
        /** Everything that is said aloud, as one text. */
        public String text() {
            return String.join(
                    " ", acts.stream().map(Act::text).filter(t -> !t.isEmpty()).toList());
        }
    }

    public Step on(DialogueState state, Event event) {
        Draft draft = new Draft(state);
        if (state.phase() == Phase.ENDED) {
            return draft.step();
        }
        if (event instanceof Event.Begin) {
            begin(draft);
        } else if (event instanceof Event.Said said) {
            said(draft, said.meaning());
        } else if (event instanceof Event.Dialled dialled) {
            dialled(draft, dialled.digits());
        } else if (event instanceof Event.NoMatch) {
            notUnderstood(draft, Prompt.NO_MATCH);
        } else if (event instanceof Event.NotTakenDown) {
            notUnderstood(draft, Prompt.NOT_TAKEN_DOWN);
        } else if (event instanceof Event.Resembles like) {
            offer(draft, like);
        } else if (event instanceof Event.NoInput) {
            noInput(draft);
        } else if (event instanceof Event.Done done) {
            done(draft, done.result());
        } else if (event instanceof Event.TransferFailed) {
            draft.act(new Act.Apologise(wording.prompt(Prompt.TRANSFER_FAILED)));
            anythingElse(draft);
        }
        return draft.step();
    }

    /** An announced action that has not begun is open again: the caller spoke into its announcement. */
    public DialogueState reconsider(DialogueState state) {
        if (state.phase() != Phase.ACTING || state.task() == null) {
            return state;
        }
        String question = wording.summaryPrompt(Prompt.CONFIRM, task(state.task()), state.values());
        return state.phase(Phase.CONFIRMING).question(question);
    }

    private void begin(Draft draft) {
        String greeting = wording.greeting();
        draft.act(new Act.Greet(greeting))
                .state(draft.state.phase(Phase.OPEN).question(Wording.lastSentence(agent.greeting())));
    }

    // What the caller says.

    private void said(Draft draft, Meaning meaning) {
        if (meaning.backchannel() && Boolean.TRUE.equals(meaning.yes())) {
            // "Yes?" where nothing was asked that yes would answer.
            askAgain(draft);
        } else if (meaning.backchannel()) {
            draft.act(new Act.Wait());
        } else if (meaning.weakest() < HEARD) {
            notUnderstood(draft, Prompt.NO_MATCH);
        } else if (meaning.command() != null && meaning.slots().isEmpty()) {
            command(draft, meaning.command());
        } else {
            draft.state(draft.state.misses(0));
            answer(draft, meaning);
        }
    }

    private void answer(Draft draft, Meaning meaning) {
        Phase phase = draft.state.phase();
        if (phase == Phase.ACTING) {
            // What is done is done; the caller hears the result first.
            draft.act(new Act.Wait());
            return;
        }
        Boolean yes = meaning.yes();
        boolean values = !meaning.slots().isEmpty();
        if (phase == Phase.OFFERING && yes != null && (!yes || !values) && meaning.task() == null) {
            offered(draft, yes);
        } else if (values || meaning.task() != null) {
            if (phase == Phase.CONFIRMING && Boolean.TRUE.equals(yes)) {
                // "Yes, with soy milk": what was read out is agreed, what is added is not yet.
                draft.state(draft.state.sure());
            }
            fill(draft, meaning);
            proceed(draft, false);
        } else if (phase == Phase.CONFIRMING && yes != null) {
            confirmed(draft, yes);
        } else if (phase == Phase.ANYTHING_ELSE && Boolean.FALSE.equals(yes)) {
            end(draft);
        } else if (phase == Phase.ANYTHING_ELSE && yes != null) {
            askOpen(draft);
        } else if (yes != null && !yes && !draft.state.values().isEmpty()) {
            draft.act(new Act.Ask("", wording.prompt(Prompt.WRONG)));
            draft.state(draft.state.phase(Phase.CORRECTING).question(wording.prompt(Prompt.WRONG)));
        } else {
            missed(draft, wording.prompt(Prompt.NO_MATCH));
        }
    }

    private void confirmed(Draft draft, boolean yes) {
        String text = yes ? null : onlyText(draft.state);
        if (yes) {
            draft.state(draft.state.confirmedValues());
            proceed(draft, true);
        } else if (text != null) {
            ask(draft, text);
        } else {
            draft.act(new Act.Ask("", wording.prompt(Prompt.WRONG)));
            draft.state(draft.state.phase(Phase.CORRECTING).question(wording.prompt(Prompt.WRONG)));
        }
    }

    /** The text that is all there is to correct; null where there is more or none. */
    private @Nullable String onlyText(DialogueState state) {
        Set<String> slots = state.values().keySet();
        String only = slots.size() == 1 ? slots.iterator().next() : null;
        return only != null && agent.slots().get(only) instanceof SlotSpec.Text ? only : null;
    }

    private void fill(Draft draft, Meaning meaning) {
        String task = taskOf(draft.state, meaning);
        if (!Objects.equals(task, draft.state.task())) {
            draft.state(draft.state.fresh().task(task));
        }
        meaning.slots().forEach((slot, value) -> {
            if (value.isEmpty()) {
                // "The message": it is named, and will be asked for.
                draft.state(draft.state.without(slot));
                return;
            }
            String before = draft.state.values().get(slot);
            if (before == null) {
                draft.act(new Act.Fill(slot, value));
            } else if (!before.equals(value)) {
                draft.act(new Act.Correct(slot, value));
            }
            float sure = meaning.confidence().getOrDefault(slot, meaning.posterior());
            draft.state(draft.state.with(slot, value, sure));
        });
    }

    /** The task that was named, else the one under way, else the first that has all the slots that were said. */
    private @Nullable String taskOf(DialogueState state, Meaning meaning) {
        if (meaning.task() != null) {
            return meaning.task();
        }
        if (state.task() != null && has(state.task(), meaning)) {
            return state.task();
        }
        return agent.tasks().keySet().stream()
                .filter(t -> has(t, meaning))
                .findFirst()
                .orElse(state.task());
    }

    private boolean has(String task, Meaning meaning) {
        return task(task).slots().keySet().containsAll(meaning.slots().keySet());
    }

    private TaskSpec task(String name) {
        return Objects.requireNonNull(agent.tasks().get(name), name);
    }

    // What the caller may have meant.

    /** A guess is good for a question and for nothing else. */
    private void offer(Draft draft, Event.Resembles like) {
        if (draft.state.phase() == Phase.ACTING) {
            draft.act(new Act.Wait());
            return;
        }
        String text = wording.offer(task(like.task()), like.example());
        int misses = draft.state.misses();
        draft.act(new Act.Ask("", text));
        draft.state(draft.state
                .fresh()
                .task(like.task())
                .phase(Phase.OFFERING)
                .question(text)
                .misses(misses));
    }

    private void offered(Draft draft, boolean yes) {
        DialogueState state = draft.state;
        if (!yes) {
            String open = wording.prompt(Prompt.OPEN);
            draft.act(new Act.Ask("", open));
            draft.state(state.fresh().phase(Phase.OPEN).question(open).misses(1));
            return;
        }
        // Where nothing is left to be asked, this was the confirmation, of no arguments.
        draft.state(state.confirmedValues());
        proceed(draft, true);
    }

    // What comes next.

    private void proceed(Draft draft, boolean agreed) {
        DialogueState state = draft.state;
        if (state.task() == null) {
            askOpen(draft);
            return;
        }
        TaskSpec task = task(state.task());
        String missing = missing(task, state);
        if (missing != null) {
            ask(draft, missing);
        } else if (!agreed && mustConfirm(task, state)) {
            String text = wording.summaryPrompt(Prompt.CONFIRM, task, state.values());
            draft.act(new Act.Confirm(state.values(), text));
            draft.state(state.phase(Phase.CONFIRMING).question(text));
        } else {
            perform(draft, task, agreed);
        }
    }

    private static @Nullable String missing(TaskSpec task, DialogueState state) {
        return task.slots().entrySet().stream()
                .filter(e -> e.getValue() == Presence.REQUIRED)
                .map(Map.Entry::getKey)
                .filter(s -> !state.values().containsKey(s))
                .findFirst()
                .orElse(null);
    }

    private boolean mustConfirm(TaskSpec task, DialogueState state) {
        ActionSpec action = task.action() == null ? null : agent.actions().get(task.action());
        boolean irreversible = action != null && action.risk() == Risk.IRREVERSIBLE;
        boolean unsure = state.confidence().values().stream().anyMatch(c -> c < SURE);
        return irreversible
                || task.confirm() == Confirm.ALWAYS
                || task.confirm() == Confirm.WHEN_UNSURE
                        && unsure
                        && !state.values().isEmpty();
    }

    private void perform(Draft draft, TaskSpec task, boolean agreed) {
        DialogueState state = draft.state;
        if (task.action() == null) {
            told(draft, task, state.values());
            return;
        }
        if (agreed) {
            // A yes is answered at once, not when the world has been changed.
            draft.act(new Act.Say(wording.prompt(Prompt.AGREED)));
        } else if (!state.values().isEmpty() && !reads(task)) {
            // Said back at once: the caller hears what was understood and can still object before it is done.
            String text = wording.summaryPrompt(Prompt.ACKNOWLEDGE, task, state.values());
            draft.act(new Act.Say(text));
        }
        draft.act(new Act.Call(task.action(), state.values(), state.values().equals(state.confirmed())));
        draft.state(state.phase(Phase.ACTING).wished());
    }

    private boolean reads(TaskSpec task) {
        ActionSpec action = task.action() == null ? null : agent.actions().get(task.action());
        return action != null && action.risk() == Risk.READ;
    }

    private void ask(Draft draft, String slot) {
        String text = wording.ask(slot);
        draft.act(new Act.Ask(slot, text)).state(draft.state.asking(slot, text));
    }

    private void askOpen(Draft draft) {
        String text = agent.tasks().isEmpty() ? agent.greeting() : wording.prompt(Prompt.OPEN);
        draft.act(new Act.Ask("", text))
                .state(draft.state.fresh().phase(Phase.OPEN).question(text));
    }

    // Results.

    private void done(Draft draft, ActionResult result) {
        TaskSpec task = draft.state.task() == null ? null : task(draft.state.task());
        if (task == null || draft.state.phase() != Phase.ACTING) {
            return;
        }
        ActionSpec action = Objects.requireNonNull(agent.actions().get(Objects.requireNonNull(task.action())));
        if (result instanceof ActionResult.Ok ok) {
            Map<String, String> values = new HashMap<>(draft.state.values());
            values.putAll(ok.values());
            told(draft, task, values);
        } else if (result instanceof ActionResult.Refused refused) {
            String text = action.refused() != null ? action.refused() : wording.prompt(Prompt.REFUSED);
            draft.act(new Act.Apologise(wording.fill(text, Map.of("reason", refused.reason()))));
            anythingElse(draft);
        } else if (result instanceof ActionResult.Cancelled) {
            anythingElse(draft);
        } else {
            draft.act(new Act.Apologise(action.failed() != null ? action.failed() : wording.prompt(Prompt.FAILED)));
            anythingElse(draft);
        }
    }

    private void told(Draft draft, TaskSpec task, Map<String, String> values) {
        if (task.tell() != null) {
            draft.act(new Act.Tell(wording.fill(task.tell(), values)));
        }
        if (task.then() == Then.GOODBYE) {
            end(draft);
        } else {
            anythingElse(draft);
        }
    }

    private void anythingElse(Draft draft) {
        String text = wording.prompt(Prompt.ANYTHING_ELSE);
        draft.act(new Act.Ask("", text))
                .state(draft.state.fresh().phase(Phase.ANYTHING_ELSE).question(text));
    }

    private void end(Draft draft) {
        draft.act(new Act.End(wording.prompt(Prompt.GOODBYE), false)).state(draft.state.phase(Phase.ENDED));
    }

    // Commands, digits, silence.

    private void command(Draft draft, Command command) {
        DialogueState state = draft.state.misses(0);
        draft.state(state);
        if (state.phase() == Phase.ACTING && !WHILE_ACTING.contains(command)) {
            // The result is on its way, and the caller must hear it.
            draft.act(new Act.Wait());
            return;
        }
        switch (command) {
            case REPEAT -> draft.act(new Act.Repeat(state.lastSaid()));
            case HELP -> {
                draft.act(new Act.Say(wording.help(state)));
                askAgain(draft);
            }
            case PERSON -> person(draft);
            case GOODBYE -> end(draft);
            case CANCEL, RESTART -> askOpen(draft);
            case WAIT -> draft.act(new Act.Wait());
            case GREETING -> askAgain(draft);
        }
    }

    private void person(Draft draft) {
        if (agent.transfers().containsKey(PERSON)) {
            draft.act(new Act.Transfer(PERSON, wording.prompt(Prompt.TRANSFER)));
            draft.state(draft.state.phase(Phase.TRANSFERRING));
        } else {
            draft.act(new Act.Apologise(wording.prompt(Prompt.NO_TRANSFER)));
            askAgain(draft);
        }
    }

    private void askAgain(Draft draft) {
        draft.act(new Act.Ask(Objects.requireNonNullElse(draft.state.asking(), ""), draft.state.question()));
    }

    private void dialled(Draft draft, String digits) {
        SlotSpec.Digits wanted = Expectation.dialled(agent, draft.state);
        if (wanted != null && fits(wanted, digits)) {
            Map<String, String> slots = Map.of(wanted.name(), digits);
            draft.state(draft.state.misses(0));
            answer(draft, new Meaning(slots, Map.of(), null, null, null, false, 1, true, digits));
        } else {
            missed(draft, wording.prompt(Prompt.NO_MATCH));
        }
    }

    private static boolean fits(SlotSpec.Digits wanted, String digits) {
        return digits.length() >= wanted.minLength()
                && digits.length() <= wanted.maxLength()
                && digits.chars().allMatch(Character::isDigit);
    }

    private void noInput(Draft draft) {
        if (draft.state.phase() == Phase.ANYTHING_ELSE && draft.state.misses() > 0) {
            end(draft);
        } else {
            missed(draft, wording.prompt(Prompt.NO_INPUT));
        }
    }

    private void notUnderstood(Draft draft, Prompt apology) {
        if (draft.state.phase() == Phase.ACTING) {
            // No question is open; the result will be the answer.
            draft.act(new Act.Wait());
        } else {
            missed(draft, wording.prompt(apology));
        }
    }

    /** Asks again, then with help, then gives up: to a person where there is one. */
    private void missed(Draft draft, String apology) {
        int misses = draft.state.misses() + 1;
        draft.state(draft.state.misses(misses));
        if (misses >= MAX_MISSES) {
            if (agent.transfers().containsKey(PERSON)) {
                person(draft);
            } else {
                draft.act(new Act.End(wording.prompt(Prompt.GIVING_UP), true));
                draft.state(draft.state.phase(Phase.ENDED));
            }
            return;
        }
        draft.act(new Act.Apologise(apology));
        if (misses > 1) {
            draft.act(new Act.Say(wording.help(draft.state)));
        }
        askAgain(draft);
    }
}
