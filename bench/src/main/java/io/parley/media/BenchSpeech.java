package io.parley.media;

/** Something like speech: a voice of changing pitch in syllables. */
final class BenchSpeech {
    private BenchSpeech() {}

    /** Three seconds. */
    static short[] at(int sampleRate) {
        short[] speech = new short[3 * sampleRate];
        for (int i = 0; i < speech.length; i++) {
            double t = (double) i / sampleRate;
            double phase = 2 * Math.PI * (130 * t + 3 * Math.sin(2 * Math.PI * 0.7 * t));
            double voice = 0;
            for (int harmonic = 1; harmonic <= 12; harmonic++) {
                voice += Math.sin(harmonic * phase + harmonic) / harmonic;
            }
            speech[i] = (short) (5_000 * voice * Math.sin(Math.PI * (t % 0.25) / 0.25));
        }
        return speech;
    }
}
