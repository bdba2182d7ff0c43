package io.parley.agent.ear;

import io.parley.agent.AgentRuntime;
import io.parley.agent.dialogue.DialogueState;
import io.parley.agent.dialogue.Expectation;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The ear's parts of the pack, opened once for all tests of a run. */
public final class Ears {
    private static final class Held {
        static final EarModel MODEL = EarModel.open(Reference.PACK);
    }

    private Ears() {}

    /** Not to be closed. */
    public static EarModel model() {
        return Held.MODEL;
    }

    /** A call that waits for the agent's greeting to be over, heard on the caller's thread. */
    static EarSlot call(EarLane lane, AgentRuntime agent, Consumer<Heard> listener) {
        return lane.open(
                agent.grammar(),
                Expectation.of(agent.spec(), DialogueState.START).priors(),
                Runnable::run,
                listener);
    }

    public static Path vadPack() {
        return Reference.PACK.resolveSibling("vad");
    }
}
