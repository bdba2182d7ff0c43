package io.parley.agent;

import io.parley.agent.dialogue.Keys;
import io.parley.media.Audio;
import org.jspecify.annotations.Nullable;

/** Puts dialled digits together until they are enough. Confined to the call's context. */
final class DigitCollector {
    /** A pause between digits that ends a number which may be complete. */
    static final int PAUSE_MILLIS = 2_500;
    /** More digits than any slot takes are not collected. */
    private static final int MOST = 64;

    private final StringBuilder collected = new StringBuilder();
    private @Nullable Keys keys;
    private int idle;

    /**
     * @param expected what keys would answer now, null for nothing
     * @return the number when it is complete, else null
     */
    @Nullable
    String digit(char digit, @Nullable Keys expected) {
        if (expected == null) {
            reset();
            return null;
        }
        keys = expected;
        idle = 0;
        if (digit == '#') {
            return collected.length() > 0 ? take() : null;
        }
        if (digit == '*') {
            // The caller starts again.
            collected.setLength(0);
            return null;
        }
        if (collected.length() < MOST) {
            collected.append(digit);
        }
        return collected.length() >= expected.most() ? take() : null;
    }

    /** One tick of audio; gives a number that a pause has completed. */
    @Nullable
    String tick() {
        if (collected.length() == 0) {
            return null;
        }
        idle += Audio.FRAME_MILLIS;
        return idle >= PAUSE_MILLIS && keys != null ? take() : null;
    }

    boolean collecting() {
        return collected.length() > 0;
    }

    private String take() {
        String number = collected.toString();
        reset();
        return number;
    }

    /** Forgets what has been dialled. */
    void reset() {
        collected.setLength(0);
        keys = null;
        idle = 0;
    }
}
