package io.parley.agent.ear;

import java.nio.file.Path;

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

    public static Path vadPack() {
        return Reference.PACK.resolveSibling("vad");
    }
}
