package io.parley.media;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * How far speech is from the speech that it should be, judged the way an ear would: by the power in critical bands (one
 * Bark each), over windows of 20 ms every 5 ms. Two measures: the log-spectral distance in dB, in which quiet bands
 * weigh as much as loud ones, and the disturbance of ITU-T P.862 (PESQ, section 10.2.5 to 10.2.9): the difference of
 * loudness, masked by what is there, with what was added weighing more than what is gone.
 */
final class SpeechDistance {
    /** About -75 dBFS a band: below this nothing is heard. */
    private static final double FLOOR = 1e3;
    /** Exponent of Zwicker's law, threshold of hearing in one band, and P.862's constants. */
    private static final double LOUDNESS = 0.23;

    private static final double THRESHOLD = 1e4;
    private static final double MASKED = 0.25;
    private static final double ASYMMETRY = 1.2;

    private final int window;
    private final int hop;
    private final int[] bandOf;
    private final int bands;
    private final double[][] cosine;
    private final double[][] sine;

    private final List<Double> spectral = new ArrayList<>();
    private final List<Double> disturbance = new ArrayList<>();
    private final List<Integer> begins = new ArrayList<>();

    /** Compares whole recordings of the same length, aligned to the sample. */
    SpeechDistance(int sampleRate, short[] original, short[] heard) {
        window = sampleRate / 50;
        hop = sampleRate / 200;
        bandOf = new int[window / 2 + 1];
        int highest = (int) bark(sampleRate / 2.0);
        for (int bin = 0; bin < bandOf.length; bin++) {
            bandOf[bin] = Math.min(highest - 1, (int) bark((double) bin * sampleRate / window));
        }
        bands = highest;
        cosine = new double[bandOf.length][window];
        sine = new double[bandOf.length][window];
        table();
        for (int from = 0; from + window <= original.length; from += hop) {
            compare(power(original, from), power(heard, from));
            begins.add(from);
        }
    }

    private static double bark(double hertz) {
        return 13 * Math.atan(0.00076 * hertz) + 3.5 * Math.atan(Math.pow(hertz / 7_500, 2));
    }

    private void table() {
        for (int bin = 0; bin < bandOf.length; bin++) {
            for (int i = 0; i < window; i++) {
                double hann = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / window);
                cosine[bin][i] = hann * Math.cos(2 * Math.PI * bin * i / window);
                sine[bin][i] = hann * Math.sin(2 * Math.PI * bin * i / window);
            }
        }
    }

    /** Mean power of each band. */
    private double[] power(short[] speech, int from) {
        double[] power = new double[bands];
        for (int bin = 0; bin < bandOf.length; bin++) {
            double real = 0;
            double imaginary = 0;
            for (int i = 0; i < window; i++) {
                real += speech[from + i] * cosine[bin][i];
                imaginary += speech[from + i] * sine[bin][i];
            }
            power[bandOf[bin]] += (real * real + imaginary * imaginary) / window;
        }
        return power;
    }

    private void compare(double[] original, double[] heard) {
        double distance = 0;
        double symmetric = 0;
        double added = 0;
        for (int band = 0; band < bands; band++) {
            double decibels = 10 * Math.log10((original[band] + FLOOR) / (heard[band] + FLOOR));
            distance += decibels * decibels / bands;
            double there = loudness(original[band]);
            double now = loudness(heard[band]);
            double unmasked = Math.max(0, Math.abs(now - there) - MASKED * Math.min(now, there));
            double ratio = Math.pow((heard[band] + 5 * THRESHOLD) / (original[band] + 5 * THRESHOLD), ASYMMETRY);
            symmetric += unmasked * unmasked / bands;
            added += unmasked * (ratio < 3 ? 0 : Math.min(12, ratio)) / bands;
        }
        spectral.add(Math.sqrt(distance));
        disturbance.add(Math.sqrt(symmetric) + 0.3 * added);
    }

    private static double loudness(double power) {
        return Math.max(0, Math.pow(0.5 + 0.5 * power / THRESHOLD, LOUDNESS) - 1);
    }

    /** Log-spectral distance in dB, mean over all windows. */
    double spectral() {
        return mean(spectral, from -> true);
    }

    /** Disturbance, mean over all windows. */
    double disturbance() {
        return mean(disturbance, from -> true);
    }

    /**
     * The same over the windows that hold a loss or begin no more than {@code millis} behind one.
     *
     * @param lost whether a sample was lost
     */
    double spectralAfter(IntPredicate lost, int millis) {
        return mean(spectral, from -> isAfter(lost, from, millis));
    }

    double disturbanceAfter(IntPredicate lost, int millis) {
        return mean(disturbance, from -> isAfter(lost, from, millis));
    }

    private boolean isAfter(IntPredicate lost, int from, int millis) {
        for (int i = Math.max(0, from - hop * millis / 5); i < from + window; i += hop) {
            if (lost.test(i)) {
                return true;
            }
        }
        return false;
    }

    private double mean(List<Double> values, IntPredicate which) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < values.size(); i++) {
            if (which.test(begins.get(i))) {
                sum += values.get(i);
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }
}
