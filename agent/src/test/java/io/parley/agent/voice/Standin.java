package io.parley.agent.voice;

import io.parley.models.Pack;
import io.parley.testkit.Outside;
import java.nio.file.Path;

/** The pack beside the tests that keeps the voice's contract and hums; how it was made: make.py in its folder. */
final class Standin {
    static final Path FOLDER = Outside.home().resolve("agent/src/test/resources/voice-standin");

    private Standin() {}

    static Pack open() {
        return Pack.open(FOLDER);
    }
}
