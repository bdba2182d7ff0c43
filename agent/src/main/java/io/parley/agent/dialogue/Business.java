package io.parley.agent.dialogue;

import io.parley.actions.ActionResult;
import io.parley.agent.dialogue.DialogueState.Phase;
import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.OnInterrupt;
import io.parley.config.ActionSpec.Risk;
import io.parley.config.AgentSpec;
import io.parley.config.Prompt;
import io.parley.config.TaskSpec;
import io.parley.config.TaskSpec.Confirm;
import io.parley.config.TaskSpec.Presence;
import io.parley.config.TaskSpec.Then;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a task goes: what it needs first, what is asked, confirmed, done and told, and what comes next. Pure. */
final class Business {
    /** Refusals of a task that others need, such as a wrong date of birth, before the agent gives up. */
    static final int MOST_REFUSALS = 3;
    /** Result that tells how values are said to this caller from now on, an English language tag. */
    static final String LANGUAGE = "language";

    private final AgentSpec agent;
    private final Steps steps;
    private final Filling filling;

    Business(AgentSpec agent, Steps steps, Filling filling) {
        this.agent = agent;
        this.steps = steps;
        this.filling = filling;
    }

    private TaskSpec task(String name) {
        return Objects.requireNonNull(agent.tasks().get(name), name);
    }

    private @Nullable ActionSpec action(TaskSpec task) {
        return task.action() == null ? null : agent.actions().get(task.action());
    }

    /** @param agreed the caller has just confirmed everything */
    void proceed(Draft draft, boolean agreed) {
        if (draft.state.task() == null) {
            steps.open(draft);
            return;
        }
        boolean other = needed(draft);
        TaskSpec task = task(Objects.requireNonNull(draft.state.task()));
        if (asks(draft, task)) {
            return;
        }
        if ((!agreed || other) && mustConfirm(task, draft.state)) {
            String text = steps.wording(draft).summaryPrompt(Prompt.CONFIRM, task, draft.state.values());
            draft.act(new Act.Confirm(draft.state.values(), text));
            draft.state(draft.state.phase(Phase.CONFIRMING).question(text));
        } else {
            perform(draft, task, agreed && !other);
        }
    }

    /** What must have been done before comes first; false where nothing must. */
    private boolean needed(Draft draft) {
        boolean any = false;
        String needs = task(Objects.requireNonNull(draft.state.task())).needs();
        while (needs != null && !draft.state.session().done().contains(needs)) {
            draft.state(draft.state.first(Form.of(needs)));
            needs = task(needs).needs();
            any = true;
        }
        return any;
    }

    /** Asks for the first thing that is missing; false where nothing is. */
    private boolean asks(Draft draft, TaskSpec task) {
        Form form = draft.state.form();
        Wording wording = steps.wording(draft);
        for (Map.Entry<String, Presence> entry : task.slots().entrySet()) {
            String slot = entry.getKey();
            List<String> choices = form.choices().get(slot);
            String partial = form.partial().get(slot);
            if (choices != null) {
                String text = wording.which(choices);
                draft.act(new Act.Ask(slot, text)).state(draft.state.asking(slot, text));
                return true;
            } else if (partial != null) {
                draft.act(new Act.Ask(slot, wording.goOn(slot)))
                        .state(draft.state.asking(slot, wording.soFar(slot, partial)));
                return true;
            } else if (entry.getValue() == Presence.REQUIRED && !form.values().containsKey(slot)) {
                String text = wording.ask(slot);
                draft.act(new Act.Ask(slot, text)).state(draft.state.asking(slot, text));
                return true;
            }
        }
        return false;
    }

    private boolean mustConfirm(TaskSpec task, DialogueState state) {
        ActionSpec action = action(task);
        boolean irreversible = action != null && action.risk() == Risk.IRREVERSIBLE;
        boolean unsure = state.confidence().values().stream().anyMatch(c -> c < Dialogue.SURE);
        return irreversible
                || task.confirm() == Confirm.ALWAYS
                || task.confirm() == Confirm.WHEN_UNSURE
                        && unsure
                        && !state.values().isEmpty();
    }

    private void perform(Draft draft, TaskSpec task, boolean agreed) {
        DialogueState state = draft.state;
        ActionSpec action = action(task);
        if (action == null) {
            told(draft, task, state.values(), new ActionResult.Ok(Map.of()));
            return;
        }
        if (agreed) {
            // A yes is answered at once, not when the world has been changed.
            draft.act(new Act.Say(steps.prompt(Prompt.AGREED)));
        } else if (!state.values().isEmpty() && action.risk() != Risk.READ) {
            // Said back at once: the caller hears what was understood and can still object before it is done.
            draft.act(new Act.Say(steps.wording(draft).summaryPrompt(Prompt.ACKNOWLEDGE, task, state.values())));
        }
        boolean confirmed = state.values().equals(state.confirmed());
        draft.act(new Act.Call(action.name(), state.values(), state.known(action), confirmed));
        draft.state(state.session(state.session().wished()).phase(Phase.ACTING));
    }

    /** Whether what runs only reads, so that it can be given up at any time. */
    boolean onlyReads(DialogueState state) {
        ActionSpec action = running(state);
        return action != null && action.risk() == Risk.READ;
    }

    /** Whether what runs goes on to its end, whatever the caller says. */
    boolean goesOn(DialogueState state) {
        ActionSpec action = running(state);
        return action != null && action.risk() != Risk.READ && action.onInterrupt() != OnInterrupt.CANCEL;
    }

    private @Nullable ActionSpec running(DialogueState state) {
        return state.task() == null ? null : action(task(state.task()));
    }

    // Results.

    void done(Draft draft, ActionResult result) {
        String name = draft.state.task();
        if (name == null || draft.state.phase() != Phase.ACTING) {
            return;
        }
        TaskSpec task = task(name);
        ActionSpec action = Objects.requireNonNull(action(task));
        if (result instanceof ActionResult.Ok ok) {
            ok(draft, task, ok);
        } else if (result instanceof ActionResult.Refused refused) {
            steps.apologise(draft, steps.wording(draft).refused(action, refused.reason()));
            refused(draft, task);
        } else if (result instanceof ActionResult.Cancelled) {
            next(draft);
        } else {
            steps.apologise(draft, steps.wording(draft).failed(action));
            withoutWaiting(draft);
            next(draft);
        }
    }

    private void ok(Draft draft, TaskSpec task, ActionResult.Ok ok) {
        Map<String, String> learnt = new HashMap<>(draft.state.values());
        learnt.putAll(ok.values());
        String language = ok.values().get(LANGUAGE);
        if (language != null) {
            locale(draft, language);
        }
        if (isNeeded(task)) {
            draft.state(draft.state.session(draft.state.session().done(task.name(), learnt)));
        }
        told(draft, task, learnt, ok);
    }

    /** Values are said as the business says that this caller is used to; a language that the voice cannot read changes nothing. */
    private static void locale(Draft draft, String tag) {
        try {
            Locale locale = new Locale.Builder().setLanguageTag(tag).build();
            if (locale.getLanguage().equals(Locale.ENGLISH.getLanguage())) {
                draft.state(draft.state.talk(draft.state.talk().locale(locale)));
            }
        } catch (IllformedLocaleException e) {
            // The business's own idea of a language; ours stays.
        }
    }

    private boolean isNeeded(TaskSpec task) {
        return agent.tasks().values().stream().anyMatch(other -> task.name().equals(other.needs()));
    }

    /** Who was not recognised is asked again, a few times. */
    private void refused(Draft draft, TaskSpec task) {
        DialogueState state = draft.state;
        if (filling.waiting(state) == null) {
            next(draft);
            return;
        }
        draft.state(state.session(state.session().refused()));
        if (draft.state.session().refusals() >= MOST_REFUSALS) {
            steps.giveUp(draft);
        } else {
            draft.state(draft.state.form(Form.of(task.name())));
            proceed(draft, false);
        }
    }

    /** Drops the tasks that cannot be done without the one that has failed. */
    private void withoutWaiting(Draft draft) {
        while (filling.waiting(draft.state) != null) {
            List<Form> rest = new ArrayList<>(draft.state.agenda());
            rest.remove(0);
            draft.state(draft.state.agenda(rest));
        }
    }

    private void told(Draft draft, TaskSpec task, Map<String, String> learnt, ActionResult.Ok ok) {
        ok.sequel().say().forEach(text -> draft.act(new Act.Say(Wording.quoted(text))));
        if (task.tell() != null) {
            Map<String, String> all = new HashMap<>(draft.state.session().known());
            all.putAll(learnt);
            draft.act(new Act.Tell(steps.wording(draft).tell(task, all, ok.lists())));
        }
        boolean late = draft.state.session().late();
        draft.state(draft.state.session(draft.state.session().inTime()));
        boolean satisfied = draft.state.agenda().isEmpty() && !late;
        String transfer = ok.sequel().transfer();
        boolean through = transfer != null && agent.transfers().containsKey(transfer);
        if (transfer != null && !through) {
            steps.apologise(draft, steps.prompt(Prompt.NO_TRANSFER));
        }
        if (transfer != null && through) {
            steps.transfer(draft, transfer);
        } else if (ok.sequel().end() || task.then() == Then.GOODBYE && satisfied) {
            steps.end(draft);
        } else {
            next(draft);
        }
    }

    /** What is next on the agenda, else the question whether there is anything else. */
    private void next(Draft draft) {
        if (draft.state.agenda().isEmpty()) {
            steps.anythingElse(draft);
            return;
        }
        List<Form> agenda = new ArrayList<>(draft.state.agenda());
        Form form = agenda.remove(0);
        draft.state(draft.state.form(form).agenda(agenda).misses(0).phase(Phase.OPEN));
        proceed(draft, false);
    }
}
