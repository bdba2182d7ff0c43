package io.parley.sip;

import io.parley.testkit.FuzzRuns;

class FuzzIT extends FuzzRuns {
    FuzzIT() {
        super(FuzzTargets.ALL);
    }
}
