package io.parley.server.phone;

import io.parley.media.Audio;
import io.parley.media.AudioTick;
import java.util.Arrays;

/** Both sides of a call as the caller has them, tick by tick, up to a quarter of an hour. On the call's context. */
final class Tape {
    /** More is not kept: it would fill the memory of whoever forgot to hang up. */
    static final int MOST_SAMPLES = 15 * 60 * Audio.SAMPLE_RATE;

    private short[] sent = new short[30 * Audio.SAMPLE_RATE];
    private short[] received = new short[sent.length];
    private int length;

    void add(AudioTick tick) {
        if (length + Audio.FRAME_SAMPLES > MOST_SAMPLES) {
            return;
        }
        if (length + Audio.FRAME_SAMPLES > sent.length) {
            sent = Arrays.copyOf(sent, 2 * sent.length);
            received = Arrays.copyOf(received, 2 * received.length);
        }
        System.arraycopy(tick.played, 0, sent, length, Audio.FRAME_SAMPLES);
        System.arraycopy(tick.caller, 0, received, length, Audio.FRAME_SAMPLES);
        length += Audio.FRAME_SAMPLES;
    }

    short[] sent() {
        return Arrays.copyOf(sent, length);
    }

    short[] received() {
        return Arrays.copyOf(received, length);
    }
}
