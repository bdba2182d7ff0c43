package io.parley.server.phone;

import io.parley.media.Audio;
import java.util.Arrays;

/**
 * A recording that a caller plays: frames of 20 ms, and which of them hold its speech. Immutable.
 *
 * <p>Speech is what lies within 35 dB of the loudest frame. Where the recording's own noise is not that far down, speech
 * is what stands 10 dB out of the noise; otherwise the noise after the last word would count as the caller's speech.
 *
 * @param name for people: the file's, or the words
 * @param said whether it is spoken for the caller, not recorded
 * @param samples 16 kHz, a whole number of frames
 * @param firstVoiced the first frame of speech
 * @param lastVoiced the last one: where the caller's speech ends
 */
public record CallerSpeech(String name, boolean said, short[] samples, int firstVoiced, int lastVoiced) {
    /** The noise of a recording is the level that one frame in this many stays under. */
    private static final int QUIETEST = 10;

    /** @throws IllegalArgumentException when there is nothing but silence in it */
    public static CallerSpeech of(String name, short[] recording) {
        return of(name, false, recording);
    }

    /**
     * Words that were rendered for a caller.
     *
     * @throws IllegalArgumentException when there is nothing but silence in it
     */
    public static CallerSpeech said(String words, short[] rendered) {
        return of(words, true, rendered);
    }

    private static CallerSpeech of(String name, boolean said, short[] recording) {
        int frames = (recording.length + Audio.FRAME_SAMPLES - 1) / Audio.FRAME_SAMPLES;
        short[] samples = Arrays.copyOf(recording, frames * Audio.FRAME_SAMPLES);
        double[] levels = new double[frames];
        double loudest = Level.SOUND_DBFS;
        for (int i = 0; i < frames; i++) {
            levels[i] = Level.dbfs(samples, i * Audio.FRAME_SAMPLES, Audio.FRAME_SAMPLES);
            loudest = Math.max(loudest, levels[i]);
        }
        double threshold = threshold(levels, loudest);
        int first = -1;
        int last = -1;
        for (int i = 0; i < frames; i++) {
            if (loudest > Level.SOUND_DBFS && levels[i] >= threshold) {
                first = first < 0 ? i : first;
                last = i;
            }
        }
        if (last < 0) {
            throw new IllegalArgumentException(name + ": found only silence, expected speech louder than -50 dBFS");
        }
        return new CallerSpeech(name, said, samples, first, last);
    }

    /** The least level of speech in dBFS. */
    private static double threshold(double[] levels, double loudest) {
        double[] sorted = levels.clone();
        Arrays.sort(sorted);
        double noise = sorted[sorted.length / QUIETEST];
        double outOfNoise = Math.min(noise + Level.OUT_OF_NOISE_DB, loudest - Level.LEAST_RANGE_DB);
        return Math.max(loudest - Level.SPEECH_RANGE_DB, outOfNoise);
    }

    /** The same recording where somebody has marked the end of the speech in it. */
    public CallerSpeech endingAt(int millis) {
        int last =
                Math.max(firstVoiced, Math.min(frames(), (millis + Audio.FRAME_MILLIS - 1) / Audio.FRAME_MILLIS) - 1);
        return new CallerSpeech(name, said, samples, firstVoiced, last);
    }

    /** How loud the speech is, in dB below full scale: the mean of all frames within 35 dB of the loudest. */
    public double level() {
        double loudest = Level.SOUND_DBFS;
        for (int i = firstVoiced; i <= lastVoiced; i++) {
            loudest = Math.max(loudest, level(i));
        }
        double power = 0;
        int counted = 0;
        for (int i = firstVoiced; i <= lastVoiced; i++) {
            if (level(i) >= loudest - Level.SPEECH_RANGE_DB) {
                power += Math.pow(10, level(i) / 10);
                counted++;
            }
        }
        return 10 * Math.log10(power / Math.max(1, counted));
    }

    private double level(int frame) {
        return Level.dbfs(samples, frame * Audio.FRAME_SAMPLES, Audio.FRAME_SAMPLES);
    }

    public int frames() {
        return samples.length / Audio.FRAME_SAMPLES;
    }

    /** Length in seconds. */
    public double seconds() {
        return (double) samples.length / Audio.SAMPLE_RATE;
    }
}
