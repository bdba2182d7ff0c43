package io.parley.config;

import io.parley.testkit.FuzzTarget;
import java.util.List;

/** What of this module has to bear any input. */
final class FuzzTargets {
    static final List<FuzzTarget> ALL = List.of(new AgentFolderFuzz(), new ServerConfigFuzz(), new LiteralsFuzz());

    private FuzzTargets() {}
}
