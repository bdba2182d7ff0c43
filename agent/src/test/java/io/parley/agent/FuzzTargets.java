package io.parley.agent;

import io.parley.agent.dialogue.DialogueFuzz;
import io.parley.agent.voice.SpokenTextFuzz;
import io.parley.testkit.FuzzTarget;
import java.util.List;

/** What of this module has to bear any input. */
final class FuzzTargets {
    static final List<FuzzTarget> ALL = List.of(new DialogueFuzz(), new SpokenTextFuzz());

    private FuzzTargets() {}
}
