package io.parley.server;

/** Whether something was said in a recording: the envelope of its loudness is looked for, wherever it may be. */
final class Likeness {
    private static final int STEP = 160; // 10 ms

    private Likeness() {}

    /** @return highest correlation of what was said with any part of a recording as long; 1 is the same, 0 unrelated */
    static double of(short[] said, short[] recording) {
        double[] wanted = envelope(said);
        double[] all = envelope(recording);
        double best = 0;
        for (int at = 0; at + wanted.length <= all.length; at++) {
            best = Math.max(best, correlation(wanted, all, at));
        }
        return best;
    }

    /** Logarithmic, because a line changes the level and no more. */
    private static double[] envelope(short[] pcm) {
        double[] envelope = new double[pcm.length / STEP];
        for (int i = 0; i < envelope.length; i++) {
            double power = 0;
            for (int j = 0; j < STEP; j++) {
                double sample = pcm[i * STEP + j];
                power += sample * sample;
            }
            envelope[i] = Math.log(power / STEP + 10_000);
        }
        return envelope;
    }

    private static double correlation(double[] wanted, double[] all, int at) {
        double meanWanted = 0;
        double meanAll = 0;
        for (int i = 0; i < wanted.length; i++) {
            meanWanted += wanted[i] / wanted.length;
            meanAll += all[at + i] / wanted.length;
        }
        double both = 0;
        double one = 1e-9;
        double other = 1e-9;
        for (int i = 0; i < wanted.length; i++) {
            double a = wanted[i] - meanWanted;
            double b = all[at + i] - meanAll;
            both += a * b;
            one += a * a;
            other += b * b;
        }
        return both / Math.sqrt(one * other);
    }
}
