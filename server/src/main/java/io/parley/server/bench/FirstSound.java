package io.parley.server.bench;

import io.parley.agent.voice.Utterance;
import io.parley.media.Audio;
import java.util.function.LongSupplier;

/**
 * Finds out when the first 20 ms that somebody can hear were rendered: those from the first sample above -50 dBFS on. A
 * listener of the utterance; runs on its rendering thread, and once on the thread that listens.
 */
final class FirstSound implements Runnable {
    /** 32,768 less 50 dB. */
    private static final int AUDIBLE = 104;

    private static final int NOWHERE = -1;

    /** Told once. */
    interface Told {
        /**
         * @param millis from the text to the sound
         * @param silenceMillis of audio that lie before it, which a listener hears first
         */
        void heard(double millis, double silenceMillis);
    }

    private final Utterance utterance;
    private final long asked;
    private final LongSupplier nanos;
    private final Told told;
    private final short[] block = new short[Audio.FRAME_SAMPLES];
    private int read;
    private int sound = NOWHERE;
    private boolean over;

    private FirstSound(Utterance utterance, long asked, LongSupplier nanos, Told told) {
        this.utterance = utterance;
        this.asked = asked;
        this.nanos = nanos;
        this.told = told;
    }

    /**
     * @param asked when the text was given, on this clock
     */
    static void of(Utterance utterance, long asked, LongSupplier nanos, Told told) {
        utterance.onProgress(new FirstSound(utterance, asked, nanos, told));
    }

    @Override
    public synchronized void run() {
        if (over) {
            return;
        }
        long now = nanos.getAsLong();
        boolean last = utterance.done();
        look();
        if (sound != NOWHERE && (last || utterance.available() >= sound + Audio.FRAME_SAMPLES)) {
            over = true;
            told.heard((now - asked) / 1e6, 1e3 * sound / Audio.SAMPLE_RATE);
        }
    }

    private void look() {
        while (sound == NOWHERE) {
            int copied = utterance.copy(read, block, 0, block.length);
            if (copied == 0) {
                return;
            }
            for (int i = 0; i < copied && sound == NOWHERE; i++) {
                sound = Math.abs(block[i]) > AUDIBLE ? read + i : NOWHERE;
            }
            read += copied;
        }
    }
}
