package io.parley.agent.dialogue;

import java.util.ArrayList;
import java.util.List;

/** A step that is being put together. */
final class Draft {
    DialogueState state;
    private final List<Act> acts = new ArrayList<>();

    Draft(DialogueState state) {
        this.state = state;
    }

    Draft act(Act act) {
        acts.add(act);
        return this;
    }

    Draft state(DialogueState next) {
        state = next;
        return this;
    }

    Dialogue.Step step() {
        Dialogue.Step step = new Dialogue.Step(state, List.copyOf(acts));
        return new Dialogue.Step(state.talk(state.talk().said(step.text())), step.acts());
    }
}
