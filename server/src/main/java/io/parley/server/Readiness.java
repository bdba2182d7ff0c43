package io.parley.server;

import org.jspecify.annotations.Nullable;

/** Whether the server takes calls, and if not, why. Any thread. */
final class Readiness {
    private volatile @Nullable String obstacle = "starting";

    /** @param why a few words, such as {@code loading the models} */
    void notYet(String why) {
        obstacle = why;
    }

    void ready() {
        obstacle = null;
    }

    /** What is in the way; null when nothing is. */
    @Nullable
    String obstacle() {
        return obstacle;
    }
}
