package io.parley.media;

/**
 * What who waits hears: broken chords of a plucked string, quiet and without end. Rendered once, by nobody's recording.
 * One for each call; on the call's context.
 */
public final class HoldMusic {
    /** Number of its utterance, which no engine's count comes to and no recorded announcement has. */
    public static final long UTTERANCE = Long.MAX_VALUE - 1;

    /** C, A minor, F, G: the notes of each chord in semitones from A5, in the order they are plucked. */
    private static final int[][] CHORDS = {
        {-21, -14, -9, -5, -2, -5, -9, -14},
        {-24, -17, -12, -9, -5, -9, -12, -17},
        {-28, -16, -12, -9, -4, -9, -12, -16},
        {-26, -14, -10, -7, -2, -7, -10, -14}
    };

    private static final double A5 = 880;
    private static final double NOTE_SECONDS = 0.3;
    /** A plucked note has this share left after a second. */
    private static final double REST = 0.08;

    private static final double ATTACK_SECONDS = 0.008;
    /** About -27 dBFS at its loudest: beside speech it stays in the background. */
    private static final double LEVEL = 1_450;

    private static final short[] LOOP = loop();

    private int at;

    /** Offers what there is room for. */
    public void fill(Playout playout) {
        while (playout.offer(LOOP, at, UTTERANCE, 0)) {
            at = (at + Audio.FRAME_SAMPLES) % LOOP.length;
        }
    }

    private static short[] loop() {
        int note = (int) (NOTE_SECONDS * Audio.SAMPLE_RATE);
        int notes = CHORDS.length * CHORDS[0].length;
        double[] sum = new double[notes * note];
        for (int i = 0; i < notes; i++) {
            pluck(sum, i * note, CHORDS[i / CHORDS[0].length][i % CHORDS[0].length]);
        }
        short[] pcm = new short[sum.length];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = Pcm.saturate((int) Math.round(sum[i] * LEVEL));
        }
        return pcm;
    }

    /** Two seconds of a note, the end of the loop going on at its beginning. */
    private static void pluck(double[] sum, int from, int semitones) {
        double frequency = A5 * Math.pow(2, semitones / 12.0);
        for (int i = 0; i < 2 * Audio.SAMPLE_RATE; i++) {
            double t = (double) i / Audio.SAMPLE_RATE;
            double envelope = Math.min(1, t / ATTACK_SECONDS) * Math.pow(REST, t);
            double tone = 0;
            for (int partial = 1; partial <= 4; partial++) {
                // Higher partials are weaker and fade sooner.
                tone += Math.sin(2 * Math.PI * frequency * partial * t)
                        * Math.pow(REST, t * (partial - 1))
                        / (partial * partial);
            }
            sum[(from + i) % sum.length] += envelope * tone;
        }
    }
}
