package io.parley.agent.dialogue;

import io.parley.agent.grammar.Known;
import io.parley.config.ActionSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a conversation stands. Immutable.
 *
 * @param phase what the caller's next words answer
 * @param asking slot that was asked for, in phase {@link Phase#ASKING}
 * @param form the task under way
 * @param agenda tasks that come after it, the next one first: those that need it, and what the caller wants besides
 * @param session what holds for the whole call
 * @param talk how the conversation itself goes
 */
public record DialogueState(
        Phase phase, @Nullable String asking, Form form, List<Form> agenda, Session session, Talk talk) {
    /** Things wanted that are kept in mind; who lists more is asked again. */
    static final int MOST_WISHES = 8;

    public enum Phase {
        /** Nothing has been said. */
        NEW,
        /** Anything may be asked for. */
        OPEN,
        /** A slot has been asked for. */
        ASKING,
        /** "Did you mean …?" The task is the one that is meant, if it is. */
        OFFERING,
        /** "Is that right?" */
        CONFIRMING,
        /** "What should I change?" */
        CORRECTING,
        /** An action runs. */
        ACTING,
        /** "Is there anything else?" */
        ANYTHING_ELSE,
        /** The caller is being put through. */
        TRANSFERRING,
        /** Over. */
        ENDED
    }

    public static final DialogueState START =
            new DialogueState(Phase.NEW, null, Form.EMPTY, List.of(), Session.START, Talk.START);

    // What is asked of it most.

    public @Nullable String task() {
        return form.task();
    }

    public Map<String, String> values() {
        return form.values();
    }

    public Map<String, Float> confidence() {
        return form.confidence();
    }

    public @Nullable Map<String, String> confirmed() {
        return form.confirmed();
    }

    public int misses() {
        return talk.misses();
    }

    public String question() {
        return talk.question();
    }

    public int wishes() {
        return session.wishes();
    }

    /** What the caller's next words may change or complete. */
    public Known known() {
        return new Known(form.values(), form.partial());
    }

    /** What an action takes besides the form's values of what the call has brought before. */
    Map<String, String> known(ActionSpec action) {
        Map<String, String> taken = new LinkedHashMap<>(session.known());
        taken.keySet().retainAll(action.arguments());
        taken.keySet().removeAll(form.values().keySet());
        return Collections.unmodifiableMap(taken);
    }

    // How it changes.

    DialogueState phase(Phase next) {
        return new DialogueState(next, null, form, agenda, session, talk);
    }

    DialogueState asking(String slot, String text) {
        return new DialogueState(Phase.ASKING, slot, form, agenda, session, talk.question(text));
    }

    DialogueState form(Form other) {
        return new DialogueState(phase, asking, other, agenda, session, talk);
    }

    DialogueState agenda(List<Form> forms) {
        List<Form> kept = forms.subList(0, Math.min(forms.size(), MOST_WISHES));
        return new DialogueState(phase, asking, form, List.copyOf(kept), session, talk);
    }

    DialogueState session(Session other) {
        return new DialogueState(phase, asking, form, agenda, other, talk);
    }

    DialogueState talk(Talk other) {
        return new DialogueState(phase, asking, form, agenda, session, other);
    }

    DialogueState question(String text) {
        return talk(talk.question(text));
    }

    DialogueState misses(int count) {
        return talk(talk.misses(count));
    }

    DialogueState task(@Nullable String name) {
        return form(form.task(name));
    }

    DialogueState with(String slot, String value, float sure) {
        return form(form.with(slot, value, sure));
    }

    DialogueState confirmedValues() {
        return form(form.confirm());
    }

    /** The form under way waits until another one is done. */
    DialogueState first(Form before) {
        List<Form> later = new ArrayList<>(agenda);
        later.add(0, form);
        return form(before).agenda(later);
    }

    /** Nothing under way and nothing to come. */
    DialogueState fresh() {
        return new DialogueState(phase, null, Form.EMPTY, List.of(), session, talk.misses(0));
    }
}
