package io.parley.server.phone;

import io.parley.media.Audio;

/**
 * How much of a reply reached the wire before the caller had finished: more than 100 ms is a cut-in, and a reply withdrawn
 * earlier is none. Speech that the agent had begun before the caller did is no reply, even where it goes on for a while.
 * Pure; measured where the caller sits.
 */
public final class CutInMeter {
    /** More of a reply than this, and the caller has been cut in on. */
    public static final int TOLERATED_MILLIS = 100;

    private final AgentSound agent = new AgentSound();
    private boolean speaking;
    private boolean replying;
    private int soundMillis;

    /** The caller's first frame of speech has been sent. */
    public void begins() {
        speaking = true;
        replying = !agent.speaking();
        soundMillis = 0;
    }

    /** The caller's last frame of speech has been sent. */
    public void ended() {
        speaking = false;
    }

    /** A frame was received. */
    public void received(boolean sound, long arrivalNanos) {
        agent.received(sound, arrivalNanos);
        if (!speaking) {
            return;
        }
        replying |= !agent.speaking();
        if (sound && replying) {
            soundMillis += Audio.FRAME_MILLIS;
        }
    }

    /** Milliseconds of reply heard before the caller had finished. */
    public int soundMillis() {
        return soundMillis;
    }

    public boolean cutIn() {
        return soundMillis > TOLERATED_MILLIS;
    }
}
