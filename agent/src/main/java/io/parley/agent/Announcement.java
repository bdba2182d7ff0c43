package io.parley.agent;

import io.parley.media.Audio;
import io.parley.media.AudioTick;
import io.parley.media.Playout;

/** Recorded speech on its way to a caller, past the engine and its voice. On the call's context. */
final class Announcement {
    /** Number of the utterance, far beyond those that an engine counts. */
    static final long UTTERANCE = Long.MAX_VALUE;

    private final Playout playout;
    private final short[] pcm;
    private final short[] frame = new short[Audio.FRAME_SAMPLES];
    private int offered;

    /** @param pcm 16 kHz */
    Announcement(Playout playout, short[] pcm) {
        this.playout = playout;
        this.pcm = pcm;
    }

    /** Offers what there is room for. */
    void fill() {
        while (offered < pcm.length && playout.room() > 0) {
            int n = Math.min(frame.length, pcm.length - offered);
            System.arraycopy(pcm, offered, frame, 0, n);
            java.util.Arrays.fill(frame, n, frame.length, (short) 0);
            playout.offer(frame, 0, UTTERANCE, 0);
            offered += n;
        }
    }

    /** Everything has been sent. */
    boolean over() {
        return offered >= pcm.length && playout.room() == Playout.CAPACITY;
    }

    /** The engine speaks again, and nobody can be understood beside it. */
    static boolean isDisturbedBy(AudioTick tick) {
        return tick.utterance != 0 && tick.utterance != UTTERANCE;
    }
}
