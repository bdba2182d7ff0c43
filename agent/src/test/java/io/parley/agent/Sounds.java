package io.parley.agent;

import io.parley.media.Audio;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** What comes down a telephone line and is no answer: tones, machines, music. 16 kHz; the same every time. */
final class Sounds {
    private static final int RATE = Audio.SAMPLE_RATE;
    private static final double LOUD = 9_000;
    /** ITU-T Q.23: rows and columns of the keys. */
    private static final int[] ROWS = {697, 770, 852, 941};

    private static final int[] COLUMNS = {1209, 1336, 1477};
    /** Steps of a scale in semitones, and a tune on it. */
    private static final int[] CHORDS = {0, -4, -7, -5};

    private static final int[] TUNE = {12, 16, 19, 16, 12, 11, 9, 7};

    private Sounds() {}

    /** Keys pressed one after the other, 100 ms each, into the audio, as old equipment sends them. */
    static short[] keys(int millis) {
        return of(millis, i -> {
            int key = i / (RATE / 5);
            boolean pressed = i % (RATE / 5) < RATE / 10;
            return pressed ? (tone(i, ROWS[key % 4]) + tone(i, COLUMNS[key % 3])) / 2 : 0;
        });
    }

    /** ITU-T T.30: a calling fax, half a second of 1,100 Hz every 3.5 s. */
    static short[] callingFax(int millis) {
        return of(millis, i -> i % (RATE * 7 / 2) < RATE / 2 ? tone(i, 1_100) : 0);
    }

    /** ITU-T T.30: an answering fax, 2,100 Hz for 3 s, then the flags of V.21 by 1,650 and 1,850 Hz at 300 bit/s. */
    static short[] answeringFax(int millis) {
        double[] phase = {0};
        return of(millis, i -> {
            int at = i % (5 * RATE);
            boolean mark = "01111110".charAt(at * 300 / RATE % 8) == '1';
            phase[0] += 2 * Math.PI * (at < 3 * RATE ? 2_100 : mark ? 1_650 : 1_850) / RATE;
            return Math.sin(phase[0]);
        });
    }

    /** A modem's data: four phases of a carrier of 1,800 Hz, 2,400 times a second. */
    static short[] modem(int millis) {
        Random bits = new Random(7);
        int[] symbol = new int[(int) ((long) millis * 2_400 / 1_000) + 1];
        Arrays.setAll(symbol, i -> bits.nextInt(4));
        return of(
                millis,
                i -> Math.sin(2 * Math.PI * 1_800 * i / RATE + symbol[(int) ((long) i * 2_400 / RATE)] * Math.PI / 2));
    }

    /** Chords with a tune over them, with overtones, as a queue plays it. */
    static short[] music(int millis) {
        return of(millis, i -> {
            int beat = i / (RATE / 3);
            double chord = CHORDS[beat / 8 % CHORDS.length];
            double sum = 0.6 * string(i, TUNE[beat % TUNE.length]) * Math.exp(-3.0 * (i % (RATE / 3)) / RATE);
            for (int third : new int[] {0, 4, 7}) {
                sum += 0.15 * string(i, chord + third);
            }
            return sum;
        });
    }

    private static double string(int i, double semitones) {
        double hertz = 220 * Math.pow(2, semitones / 12);
        return tone(i, hertz) + tone(i, 2 * hertz) / 2 + tone(i, 3 * hertz) / 3;
    }

    /** White, as loud as it gets. */
    static short[] roar(int millis) {
        Random random = new Random(11);
        return of(millis, i -> random.nextGaussian() * 4);
    }

    /** The two ends of the scale in turn, and then either for long. */
    static short[] extremes(int millis) {
        return of(millis, i -> (i / RATE % 2 == 0 ? i % 2 == 0 : i / (RATE / 2) % 2 == 0) ? 4 : -4);
    }

    /** Every sample at one end of the scale or the other. */
    static short[] clipped(short[] speech) {
        short[] square = new short[speech.length];
        for (int i = 0; i < square.length; i++) {
            square[i] = Math.abs(speech[i]) < 30 ? 0 : speech[i] > 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
        }
        return square;
    }

    /** So many decibels softer. */
    static short[] softer(short[] sound, double decibels) {
        short[] soft = new short[sound.length];
        for (int i = 0; i < soft.length; i++) {
            soft[i] = (short) (sound[i] * Math.pow(10, -decibels / 20));
        }
        return soft;
    }

    /** Again and again, without a gap. */
    static short[] repeated(short[] sound, int millis) {
        short[] all = new short[millis / Audio.FRAME_MILLIS * Audio.FRAME_SAMPLES];
        for (int i = 0; i < all.length; i++) {
            all[i] = sound[i % sound.length];
        }
        return all;
    }

    private static double tone(int i, double hertz) {
        return Math.sin(2 * Math.PI * hertz * i / RATE);
    }

    private static short[] of(int millis, IntToDoubleFunction wave) {
        short[] pcm = new short[millis / Audio.FRAME_MILLIS * Audio.FRAME_SAMPLES];
        for (int i = 0; i < pcm.length; i++) {
            double sample = LOUD * wave.applyAsDouble(i);
            pcm[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sample));
        }
        return pcm;
    }
}
