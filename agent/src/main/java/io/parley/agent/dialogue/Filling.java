package io.parley.agent.dialogue;

import io.parley.agent.grammar.Meaning;
import io.parley.agent.grammar.Wish;
import io.parley.config.AgentSpec;
import io.parley.config.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts what a caller has said where it belongs: into the form under way, another one, or the agenda. Pure. */
final class Filling {
    private final AgentSpec agent;

    Filling(AgentSpec agent) {
        this.agent = agent;
    }

    void fill(Draft draft, Meaning meaning) {
        Wish first = meaning.wish();
        open(draft, first);
        fill(draft, first);
        besides(draft, meaning.wishes().subList(1, meaning.wishes().size()));
    }

    /** Remembers what the caller wants besides; it comes after everything that is on the agenda. */
    void besides(Draft draft, List<Wish> wishes) {
        List<Form> agenda = new ArrayList<>(draft.state.agenda());
        for (Wish wish : wishes) {
            Form form = Form.of(wish.task());
            for (Map.Entry<String, String> slot : wish.slots().entrySet()) {
                draft.act(new Act.Fill(slot.getKey(), slot.getValue()));
                form = form.with(slot.getKey(), slot.getValue(), sure(wish, slot.getKey()));
            }
            agenda.add(form);
        }
        draft.state(draft.state.agenda(agenda));
    }

    /** Whether a wish gives the form under way other values than it has. */
    boolean changes(DialogueState state, Wish wish) {
        return wish.slots().entrySet().stream()
                .anyMatch(slot -> has(state.task(), slot.getKey())
                        && !slot.getValue().equals(state.values().get(slot.getKey())));
    }

    // Which task it is about.

    private void open(Draft draft, Wish wish) {
        DialogueState state = draft.state;
        String task = taskOf(state, wish);
        Form waiting = waiting(state);
        if (task == null || task.equals(state.task()) || waiting != null && task.equals(waiting.task())) {
            return;
        }
        if (waiting == null) {
            draft.state(state.form(carried(state.form(), task)));
        } else {
            // Who is asked for an account number and wants something else now is still asked for it.
            List<Form> agenda = new ArrayList<>(state.agenda());
            agenda.remove(0);
            boolean needs = Objects.equals(task(task).needs(), state.task());
            if (needs) {
                agenda.add(0, carried(waiting, task));
            }
            draft.state(
                    state.form(needs ? state.form() : carried(waiting, task)).agenda(agenda));
        }
        draft.state(draft.state.misses(0));
    }

    /** The task for which the one under way is done, null where it is done for itself. */
    @Nullable
    Form waiting(DialogueState state) {
        Form next = state.agenda().isEmpty() ? null : state.agenda().get(0);
        String task = next == null ? null : next.task();
        return task != null && Objects.equals(task(task).needs(), state.task()) ? next : null;
    }

    /** A form of a task with those values of another that it needs too. */
    private Form carried(Form from, String task) {
        Form form = Form.of(task);
        for (String slot : task(task).slots().keySet()) {
            String value = from.values().get(slot);
            if (value != null) {
                form = form.with(slot, value, from.confidence().getOrDefault(slot, 1f));
            }
        }
        return form;
    }

    /** The task that was named, else the one under way, else the first that has all the slots that were said. */
    private @Nullable String taskOf(DialogueState state, Wish wish) {
        if (wish.task() != null) {
            return wish.task();
        }
        Form waiting = waiting(state);
        boolean underWay = state.task() != null
                && wish.confidence().keySet().stream()
                        .allMatch(slot -> has(state.task(), slot) || waiting != null && has(waiting.task(), slot));
        if (underWay) {
            return state.task();
        }
        return agent.tasks().keySet().stream()
                .filter(task -> task(task)
                        .slots()
                        .keySet()
                        .containsAll(wish.confidence().keySet()))
                .findFirst()
                .orElse(state.task());
    }

    private boolean has(@Nullable String task, String slot) {
        return task != null && task(task).slots().containsKey(slot);
    }

    private TaskSpec task(String name) {
        return Objects.requireNonNull(agent.tasks().get(name), name);
    }

    // What was said.

    private void fill(Draft draft, Wish wish) {
        wish.slots().forEach((slot, value) -> whole(draft, slot, value, sure(wish, slot)));
        wish.partial().forEach((slot, said) -> change(draft, slot, form -> form.partly(slot, said, sure(wish, slot))));
        wish.choices().forEach((slot, values) -> choices(draft, slot, values, sure(wish, slot)));
    }

    private void whole(Draft draft, String slot, String value, float sure) {
        if (value.isEmpty()) {
            // "The message": it is named, and will be asked for.
            change(draft, slot, form -> form.without(slot));
            return;
        }
        String before = place(draft.state, slot).values().get(slot);
        if (before == null) {
            draft.act(new Act.Fill(slot, value));
        } else if (!before.equals(value)) {
            draft.act(new Act.Correct(slot, value));
        }
        change(draft, slot, form -> form.with(slot, value, sure));
    }

    /** Of several people of one name the one who fits what was said before. */
    private void choices(Draft draft, String slot, List<String> values, float sure) {
        List<String> before = place(draft.state, slot).choices().getOrDefault(slot, values);
        List<String> both = values.stream().filter(Set.copyOf(before)::contains).toList();
        List<String> left = both.isEmpty() ? values : both;
        if (left.size() == 1) {
            whole(draft, slot, left.get(0), sure);
        } else {
            change(draft, slot, form -> form.oneOf(slot, left));
        }
    }

    private interface Change {
        Form of(Form form);
    }

    private void change(Draft draft, String slot, Change change) {
        DialogueState state = draft.state;
        Form place = place(state, slot);
        if (place.equals(state.form())) {
            draft.state(state.form(change.of(place)));
        } else {
            List<Form> agenda = new ArrayList<>(state.agenda());
            agenda.set(0, change.of(place));
            draft.state(state.agenda(agenda));
        }
    }

    /** The form under way, or the one that waits for it and has the slot. */
    private Form place(DialogueState state, String slot) {
        Form waiting = waiting(state);
        return waiting != null && !has(state.task(), slot) && has(waiting.task(), slot) ? waiting : state.form();
    }

    private static float sure(Wish wish, String slot) {
        return wish.confidence().getOrDefault(slot, 1f);
    }
}
