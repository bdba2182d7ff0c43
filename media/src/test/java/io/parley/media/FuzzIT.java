package io.parley.media;

import io.parley.testkit.FuzzRuns;

class FuzzIT extends FuzzRuns {
    FuzzIT() {
        super(FuzzTargets.ALL);
    }
}
