package io.parley.agent.dialogue;

import io.parley.agent.dialogue.DialogueState.Phase;
import io.parley.config.AgentSpec;
import io.parley.config.Prompt;
import java.util.Objects;

/** What an agent does at many places of a conversation. Pure; adds to a draft. */
public final class Steps {
    /** Name of the transfer that reaches a person. */
    public static final String PERSON = "person";

    private final AgentSpec agent;
    private final Wording wording;

    Steps(AgentSpec agent) {
        this.agent = agent;
        this.wording = new Wording(agent);
    }

    /** Wording with values as they are said where the caller is at home. */
    Wording wording(Draft draft) {
        return wording.in(draft.state.talk().locale());
    }

    String prompt(Prompt prompt) {
        return wording.prompt(prompt);
    }

    void apologise(Draft draft, String text) {
        draft.act(new Act.Apologise(text));
    }

    /** Asks what the caller wants; what was under way is dropped. */
    void open(Draft draft) {
        String text = agent.tasks().isEmpty() ? wording.words(agent.greeting()) : prompt(Prompt.OPEN);
        draft.act(new Act.Ask("", text))
                .state(draft.state.fresh().phase(Phase.OPEN).question(text));
    }

    /** Asks what should be otherwise. */
    void whatIsWrong(Draft draft) {
        String text = prompt(Prompt.WRONG);
        draft.act(new Act.Ask("", text))
                .state(draft.state.phase(Phase.CORRECTING).question(text));
    }

    void anythingElse(Draft draft) {
        String text = prompt(Prompt.ANYTHING_ELSE);
        draft.act(new Act.Ask("", text))
                .state(draft.state.fresh().phase(Phase.ANYTHING_ELSE).question(text));
    }

    /** Asks the open question again. */
    void again(Draft draft) {
        draft.act(new Act.Ask(Objects.requireNonNullElse(draft.state.asking(), ""), draft.state.question()));
    }

    void end(Draft draft) {
        draft.act(new Act.End(prompt(Prompt.GOODBYE), false)).state(draft.state.phase(Phase.ENDED));
    }

    boolean hasPerson() {
        return agent.transfers().containsKey(PERSON);
    }

    void person(Draft draft) {
        transfer(draft, PERSON);
    }

    /** @param target name in the agent's file */
    void transfer(Draft draft, String target) {
        draft.act(new Act.Transfer(target, prompt(Prompt.TRANSFER))).state(draft.state.phase(Phase.TRANSFERRING));
    }

    /** To a person where there is one, else a polite end. */
    void giveUp(Draft draft) {
        if (hasPerson()) {
            person(draft);
        } else {
            draft.act(new Act.End(prompt(Prompt.GIVING_UP), true)).state(draft.state.phase(Phase.ENDED));
        }
    }
}
