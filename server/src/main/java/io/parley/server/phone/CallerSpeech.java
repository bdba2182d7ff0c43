package io.parley.server.phone;

import io.parley.media.Audio;
import java.util.Arrays;

/**
 * A recording that a caller plays: frames of 20 ms, and which of them hold its speech. Immutable.
 *
 * @param name for people, usually the file's
 * @param samples 16 kHz, a whole number of frames
 * @param firstVoiced the first frame within 35 dB of the loudest
 * @param lastVoiced the last such frame: where the caller's speech ends
 */
public record CallerSpeech(String name, short[] samples, int firstVoiced, int lastVoiced) {

    /** @throws IllegalArgumentException when there is nothing but silence in it */
    public static CallerSpeech of(String name, short[] recording) {
        int frames = (recording.length + Audio.FRAME_SAMPLES - 1) / Audio.FRAME_SAMPLES;
        short[] samples = Arrays.copyOf(recording, frames * Audio.FRAME_SAMPLES);
        double[] levels = new double[frames];
        double loudest = Level.SOUND_DBFS;
        for (int i = 0; i < frames; i++) {
            levels[i] = Level.dbfs(samples, i * Audio.FRAME_SAMPLES, Audio.FRAME_SAMPLES);
            loudest = Math.max(loudest, levels[i]);
        }
        int first = -1;
        int last = -1;
        for (int i = 0; i < frames; i++) {
            if (loudest > Level.SOUND_DBFS && levels[i] >= loudest - Level.SPEECH_RANGE_DB) {
                first = first < 0 ? i : first;
                last = i;
            }
        }
        if (last < 0) {
            throw new IllegalArgumentException(name + ": found only silence, expected speech louder than -50 dBFS");
        }
        return new CallerSpeech(name, samples, first, last);
    }

    public int frames() {
        return samples.length / Audio.FRAME_SAMPLES;
    }

    /** Length in seconds. */
    public double seconds() {
        return (double) samples.length / Audio.SAMPLE_RATE;
    }
}
