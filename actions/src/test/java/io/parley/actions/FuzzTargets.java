package io.parley.actions;

import io.parley.testkit.FuzzTarget;
import java.util.List;

/** What of this module has to bear any input. */
final class FuzzTargets {
    static final List<FuzzTarget> ALL = List.of(new ActionRequestFuzz(), new ActionAnswerFuzz());

    private FuzzTargets() {}
}
