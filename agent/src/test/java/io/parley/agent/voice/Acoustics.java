package io.parley.agent.voice;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What can be measured of speech at 16 kHz: pitch by autocorrelation, loudness, the tilt of the spectrum. */
final class Acoustics {
    /** Samples that a pitch is measured on, but for a period. */
    static final int FRAME = 800;

    private static final int STEP = 160;
    private static final int SHORTEST = VoicePack.SAMPLE_RATE / 500;
    private static final int LONGEST = VoicePack.SAMPLE_RATE / 60;
    /** Below this a frame is a pause: 40 dB under full scale. */
    private static final double QUIET = 0.01;

    private static final double VOICED = 0.6;
    /** A peak as good as this is the period, though one twice as long is better by a hair. */
    private static final double AS_GOOD = 0.92;

    /**
     * 50 ms of speech.
     *
     * @param hertz the pitch, if there is one
     * @param harmonicity how much a period is like the one before: 1 for a tone, near 0 for noise
     */
    private record Frame(double hertz, double harmonicity) {}

    private Acoustics() {}

    /**
     * How voiced speech is: the median over its loud frames, 0 (noise) to 1 (a tone). Measured on the slope, because the
     * lowest formant of a whisper rings like a pitch.
     */
    static double harmonicity(short[] speech) {
        short[] slope = new short[speech.length];
        for (int i = 1; i < speech.length; i++) {
            slope[i] = (short) (speech[i] - speech[i - 1]);
        }
        return median(Arrays.stream(frames(slope)).mapToDouble(Frame::harmonicity));
    }

    /** Pitch of each voiced frame, in Hz, in order. */
    static double[] pitches(short[] speech) {
        return Arrays.stream(frames(speech))
                .filter(frame -> frame.harmonicity > VOICED)
                .mapToDouble(Frame::hertz)
                .toArray();
    }

    static double pitch(short[] speech) {
        return median(Arrays.stream(pitches(speech)));
    }

    /** How far the pitch moves: between its tenth and its ninetieth percentile, in semitones. */
    static double range(short[] speech) {
        double[] sorted = Arrays.stream(pitches(speech)).sorted().toArray();
        return semitones(sorted[sorted.length / 10], sorted[sorted.length * 9 / 10]);
    }

    static double semitones(double from, double to) {
        return 12 * Math.log(to / from) / Math.log(2);
    }

    /** Root mean square, in decibels of full scale. */
    static double decibels(short[] speech) {
        return 20 * Math.log10(rms(speech, 0, speech.length));
    }

    /** How bright speech is: the power of its slope by its own, in decibels; more where more of it lies high. */
    static double brightness(short[] speech) {
        double power = 0;
        double slope = 0;
        for (int i = 1; i < speech.length; i++) {
            power += (double) speech[i] * speech[i];
            slope += Math.pow(speech[i] - speech[i - 1], 2);
        }
        return 10 * Math.log10(slope / power);
    }

    /** Without what dies away at its end, such as a creak: up to its last 50 ms that are less than 16 dB below its loudest. */
    static short[] untilItDiesAway(short[] speech) {
        int[] starts = IntStream.iterate(0, at -> at + FRAME <= speech.length, at -> at + STEP)
                .toArray();
        double loudest = Arrays.stream(starts)
                .mapToDouble(at -> rms(speech, at, at + FRAME))
                .max()
                .orElse(0);
        int last = Arrays.stream(starts)
                .filter(at -> 6.3 * rms(speech, at, at + FRAME) > loudest)
                .max()
                .orElse(0);
        return Arrays.copyOf(speech, last + FRAME);
    }

    private static Frame[] frames(short[] speech) {
        return IntStream.iterate(0, at -> at + FRAME + LONGEST <= speech.length, at -> at + STEP)
                .filter(at -> rms(speech, at, at + FRAME) > QUIET)
                .mapToObj(at -> frame(speech, at))
                .toArray(Frame[]::new);
    }

    private static Frame frame(short[] speech, int at) {
        double[] likeness = new double[LONGEST + 1];
        for (int lag = SHORTEST; lag <= LONGEST; lag++) {
            likeness[lag] = likeness(speech, at, lag);
        }
        int[] peaks = IntStream.range(SHORTEST + 1, LONGEST)
                .filter(lag -> likeness[lag] > likeness[lag - 1] && likeness[lag] >= likeness[lag + 1])
                .toArray();
        double best =
                Arrays.stream(peaks).mapToDouble(lag -> likeness[lag]).max().orElse(0);
        int period = Arrays.stream(peaks)
                .filter(lag -> likeness[lag] >= AS_GOOD * best)
                .findFirst()
                .orElse(LONGEST);
        return new Frame(VoicePack.SAMPLE_RATE / (double) period, Math.max(0, best));
    }

    private static double likeness(short[] speech, int at, int lag) {
        double both = 0;
        double one = 1;
        double other = 1;
        for (int i = at; i < at + FRAME; i++) {
            both += speech[i] * speech[i + lag];
            one += speech[i] * speech[i];
            other += speech[i + lag] * speech[i + lag];
        }
        return both / Math.sqrt(one * other);
    }

    private static double rms(short[] speech, int from, int to) {
        double power = 0;
        for (int i = from; i < to; i++) {
            power += speech[i] / 32_768.0 * speech[i] / 32_768.0;
        }
        return Math.sqrt(power / (to - from));
    }

    static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
