package io.parley.agent;

import io.parley.media.Audio;

/**
 * Sees to it that no stage, whatever becomes of it, leaves the line dead: a filler when a reply or an action takes long,
 * a no-input when nobody speaks. Counts audio ticks, so that it pauses with the audio. Confined to the call's context.
 */
final class Watchdog {
    /** An action that takes longer than this is covered by a sentence. */
    static final int ACTION_MILLIS = 700;
    /** So is a reply that does not come. */
    static final int REPLY_MILLIS = 1_000;
    /** Silence after which the agent asks again. */
    static final int NO_INPUT_MILLIS = 7_000;

    enum Alarm {
        NONE,
        FILLER,
        NO_INPUT
    }

    private int silence;
    private int acting;
    /** The running action has been covered by a sentence already. */
    private boolean covered;

    private int owed = -1;

    /** A turn of the caller has been committed: a reply is owed. */
    void heard() {
        owed = 0;
        silence = 0;
    }

    /** Another action runs: it has not been covered. */
    void acts() {
        covered = false;
        acting = 0;
    }

    /** One tick of audio. */
    Alarm tick(boolean speaking, boolean callerActive, boolean actionRunning, boolean transferring) {
        covered &= actionRunning;
        if (speaking || callerActive) {
            silence = 0;
            acting = 0;
            owed = -1;
            return Alarm.NONE;
        }
        if (actionRunning) {
            return acting();
        }
        acting = 0;
        if (owed >= 0) {
            owed += Audio.FRAME_MILLIS;
            if (owed >= REPLY_MILLIS) {
                owed = -1;
                return Alarm.FILLER;
            }
        }
        return transferring ? Alarm.NONE : silent();
    }

    /** An action is covered soon the first time, and then as rarely as any silence. */
    private Alarm acting() {
        acting += Audio.FRAME_MILLIS;
        if (acting < (covered ? NO_INPUT_MILLIS : ACTION_MILLIS)) {
            return Alarm.NONE;
        }
        acting = 0;
        covered = true;
        return Alarm.FILLER;
    }

    private Alarm silent() {
        silence += Audio.FRAME_MILLIS;
        if (silence < NO_INPUT_MILLIS) {
            return Alarm.NONE;
        }
        silence = 0;
        return Alarm.NO_INPUT;
    }
}
