package io.parley.agent.dialogue;

import io.parley.agent.dialogue.DialogueState.Phase;
import io.parley.agent.grammar.Command;
import io.parley.agent.grammar.Meaning;
import io.parley.config.AgentSpec;
import io.parley.config.Prompt;
import io.parley.config.SlotSpec;
import io.parley.config.TaskSpec;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The clerk: asks for what a task needs, says back what was understood, confirms where it is unsure or must, acts, tells,
 * says goodbye. Pure; one for an agent, shared by its calls. Here is what callers say and do; {@link Filling} puts it
 * where it belongs, {@link Business} knows how a task goes.
 */
public final class Dialogue implements Brain {
    /** Values heard less surely than this are confirmed before anything happens. */
    static final float SURE = 0.9f;
    /** What is heard less surely than this counts as not understood. */
    static final float HEARD = 0.35f;
    /** No-inputs and no-matches in a row before the agent gives up. */
    static final int MAX_MISSES = 3;
    /** What a caller can still want of the conversation while an action runs. */
    private static final Set<Command> WHILE_ACTING =
            Set.of(Command.REPEAT, Command.SLOWER, Command.FASTER, Command.PERSON, Command.GOODBYE);

    private final AgentSpec agent;
    private final Wording wording;
    private final Steps steps;
    private final Filling filling;
    private final Business business;

    public Dialogue(AgentSpec agent) {
        this.agent = agent;
        this.wording = new Wording(agent);
        this.steps = new Steps(agent);
        this.filling = new Filling(agent);
        this.business = new Business(agent, steps, filling);
    }

    /** A new state, and what is to be done on the way there. */
    public record Step(DialogueState state, List<Act> acts) {
        /** Everything that is said aloud, as one text. */
        public String text() {
            return String.join(
                    " ", acts.stream().map(Act::text).filter(t -> !t.isEmpty()).toList());
        }
    }

    @Override
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
            business.done(draft, done.result());
        } else if (event instanceof Event.Replaced) {
            replaced(draft);
        } else if (event instanceof Event.TransferFailed) {
            steps.apologise(draft, steps.prompt(Prompt.TRANSFER_FAILED));
            steps.anythingElse(draft);
        }
        return draft.step();
    }

    /** An announced action that has not begun is open again: the caller spoke into its announcement. */
    @Override
    public DialogueState reconsider(DialogueState state) {
        if (state.phase() != Phase.ACTING || state.task() == null) {
            return state;
        }
        TaskSpec task = Objects.requireNonNull(agent.tasks().get(state.task()));
        String question = wording.in(state.talk().locale()).summaryPrompt(Prompt.CONFIRM, task, state.values());
        return state.phase(Phase.CONFIRMING).question(question);
    }

    @Override
    public @Nullable Keys keys(DialogueState state) {
        return Expectation.dialled(agent, state);
    }

    private void begin(Draft draft) {
        String greeting = wording.greeting();
        draft.act(new Act.Greet(greeting)).state(draft.state.phase(Phase.OPEN).question(wording.opening()));
    }

    /** Who has heard nothing is greeted, or asked what the other was asked; while something runs he hears what was said. */
    private void replaced(Draft draft) {
        DialogueState state = draft.state;
        if (state.phase() == Phase.OPEN && state.task() == null) {
            draft.act(new Act.Greet(wording.greeting()));
        } else if (state.phase() == Phase.ACTING || state.phase() == Phase.TRANSFERRING) {
            draft.act(new Act.Repeat(state.talk().lastSaid()));
        } else {
            steps.again(draft);
        }
    }

    // What the caller says.

    private void said(Draft draft, Meaning meaning) {
        if (meaning.backchannel() && Boolean.TRUE.equals(meaning.yes())) {
            // "Yes?" where nothing was asked that yes would answer.
            steps.again(draft);
        } else if (meaning.backchannel()) {
            draft.act(new Act.Wait());
        } else if (meaning.weakest() < HEARD) {
            notUnderstood(draft, Prompt.NO_MATCH);
        } else if (meaning.command() != null && !meaning.fills()) {
            command(draft, meaning.command());
        } else {
            draft.state(draft.state.misses(0));
            answer(draft, meaning);
        }
    }

    private void answer(Draft draft, Meaning meaning) {
        Phase phase = draft.state.phase();
        Boolean yes = meaning.yes();
        if (phase == Phase.ACTING) {
            meanwhile(draft, meaning);
        } else if (phase == Phase.OFFERING && yes != null && (!yes || !meaning.fills()) && meaning.task() == null) {
            offered(draft, yes);
        } else if (meaning.fills() || meaning.task() != null) {
            if (phase == Phase.CONFIRMING && Boolean.TRUE.equals(yes)) {
                // "Yes, with soy milk": what was read out is agreed, what is added is not yet.
                draft.state(draft.state.form(draft.state.form().sure()));
            }
            filling.fill(draft, meaning);
            business.proceed(draft, false);
        } else if (phase == Phase.CONFIRMING && yes != null) {
            confirmed(draft, yes);
        } else if (phase == Phase.ANYTHING_ELSE && Boolean.FALSE.equals(yes)) {
            steps.end(draft);
        } else if (phase == Phase.ANYTHING_ELSE && yes != null) {
            steps.open(draft);
        } else if (yes != null && !yes && !draft.state.values().isEmpty()) {
            steps.whatIsWrong(draft);
        } else {
            missed(draft, steps.prompt(Prompt.NO_MATCH));
        }
    }

    /** What else is wanted comes after the result; other values stop what only reads, and come too late else. */
    private void meanwhile(Draft draft, Meaning meaning) {
        DialogueState state = draft.state;
        boolean changes = filling.changes(state, meaning.wish());
        if (meaning.task() != null && !meaning.task().equals(state.task())) {
            filling.besides(draft, meaning.wishes());
            draft.act(new Act.Say(steps.prompt(Prompt.AFTERWARDS)));
        } else if (changes && business.onlyReads(state)) {
            draft.act(new Act.Cancel());
            filling.fill(draft, meaning);
            business.proceed(draft, false);
        } else if (changes || Boolean.FALSE.equals(meaning.yes())) {
            cancel(draft);
        } else {
            draft.act(new Act.Wait());
        }
    }

    /** "Never mind", or a no, while something runs. */
    private void cancel(Draft draft) {
        if (business.onlyReads(draft.state)) {
            draft.act(new Act.Cancel());
            steps.anythingElse(draft);
        } else if (business.goesOn(draft.state)) {
            draft.act(new Act.Say(steps.prompt(Prompt.TOO_LATE)))
                    .state(draft.state.session(draft.state.session().tooLate()));
        } else {
            draft.act(new Act.Wait()); // it has been called off already, and what came of it is told
        }
    }

    private void confirmed(Draft draft, boolean yes) {
        String text = yes ? null : onlyText(draft.state);
        if (yes) {
            draft.state(draft.state.confirmedValues());
            business.proceed(draft, true);
        } else if (text != null) {
            draft.state(draft.state.form(draft.state.form().without(text)));
            business.proceed(draft, false);
        } else {
            steps.whatIsWrong(draft);
        }
    }

    /** The text that is all there is to correct; null where there is more or none. */
    private @Nullable String onlyText(DialogueState state) {
        Set<String> slots = state.values().keySet();
        String only = slots.size() == 1 ? slots.iterator().next() : null;
        return only != null && agent.slots().get(only) instanceof SlotSpec.Text ? only : null;
    }

    // What the caller may have meant.

    /** A guess is good for a question and for nothing else. */
    private void offer(Draft draft, Event.Resembles like) {
        if (draft.state.phase() == Phase.ACTING) {
            draft.act(new Act.Wait());
            return;
        }
        TaskSpec task = Objects.requireNonNull(agent.tasks().get(like.task()), like.task());
        String text = wording.offer(task, like.example());
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
        if (yes) {
            // Where nothing is left to be asked, this was the confirmation, of no arguments.
            draft.state(draft.state.confirmedValues());
            business.proceed(draft, true);
        } else {
            steps.open(draft);
            draft.state(draft.state.misses(1));
        }
    }

    // Commands, keys, silence.

    private void command(Draft draft, Command command) {
        DialogueState state = draft.state.misses(0);
        draft.state(state);
        if (state.phase() == Phase.ACTING && !WHILE_ACTING.contains(command)) {
            if (command == Command.CANCEL || command == Command.RESTART) {
                cancel(draft);
            } else {
                // The result is on its way, and the caller must hear it.
                draft.act(new Act.Wait());
            }
            return;
        }
        switch (command) {
            case REPEAT -> draft.act(new Act.Repeat(state.talk().lastSaid()));
            case SLOWER ->
                draft.state(state.talk(state.talk().slower()))
                        .act(new Act.Repeat(state.talk().lastSaid()));
            case FASTER ->
                draft.state(state.talk(state.talk().faster()))
                        .act(new Act.Repeat(state.talk().lastSaid()));
            case HELP -> {
                draft.act(new Act.Say(steps.wording(draft).help(state)));
                steps.again(draft);
            }
            case PERSON -> person(draft);
            case GOODBYE -> steps.end(draft);
            case CANCEL, RESTART -> steps.open(draft);
            case WAIT -> draft.act(new Act.Wait());
            case GREETING -> steps.again(draft);
        }
    }

    private void person(Draft draft) {
        if (steps.hasPerson()) {
            steps.person(draft);
        } else {
            steps.apologise(draft, steps.prompt(Prompt.NO_TRANSFER));
            steps.again(draft);
        }
    }

    private void dialled(Draft draft, String digits) {
        Keys keys = keys(draft.state);
        Locale locale = Objects.requireNonNullElse(draft.state.talk().locale(), agent.language());
        String value = keys == null ? null : keys.value(digits, locale);
        if (keys != null && value != null) {
            draft.state(draft.state.misses(0));
            answer(draft, Meaning.dialled(keys.slot().name(), value));
        } else {
            missed(draft, steps.prompt(Prompt.NO_MATCH));
        }
    }

    private void noInput(Draft draft) {
        if (draft.state.phase() == Phase.ANYTHING_ELSE && draft.state.misses() > 0) {
            steps.end(draft);
        } else {
            missed(draft, steps.prompt(Prompt.NO_INPUT));
        }
    }

    private void notUnderstood(Draft draft, Prompt apology) {
        if (draft.state.phase() == Phase.ACTING) {
            // No question is open; the result will be the answer.
            draft.act(new Act.Wait());
        } else {
            missed(draft, steps.prompt(apology));
        }
    }

    /** Asks again, then with help, then gives up: to a person where there is one. */
    private void missed(Draft draft, String apology) {
        int misses = draft.state.misses() + 1;
        draft.state(draft.state.misses(misses));
        if (misses >= MAX_MISSES) {
            steps.giveUp(draft);
            return;
        }
        steps.apologise(draft, apology);
        if (misses > 1) {
            draft.act(new Act.Say(steps.wording(draft).help(draft.state)));
        }
        steps.again(draft);
    }
}
