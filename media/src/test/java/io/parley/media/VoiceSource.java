package io.parley.media;

/**
 * A made-up talker at 8 kHz: voiced syllables of changing pitch with short breaks inside phrases and pauses between
 * them. Deterministic. The samples depend on the time alone, so what was heard can be compared with what was said.
 */
final class VoiceSource {
    private VoiceSource() {}

    static short at(long sample) {
        double t = sample / 8_000.0;
        double phrase = t % 3.0;
        if (phrase > 2.2) {
            return (short) (((sample * 2_654_435_761L >> 13) & 15) - 8);
        }
        double syllable = phrase % 0.25 / 0.25;
        double envelope = Math.sin(Math.PI * syllable) * 0.9 + 0.05;
        double phase = 2 * Math.PI * (120 * t + 3 * Math.sin(2 * Math.PI * 0.7 * t));
        double voice = 0;
        for (int harmonic = 1; harmonic <= 12; harmonic++) {
            voice += Math.sin(phase * harmonic + harmonic) / harmonic;
        }
        return (short) (envelope * 6_000 * voice);
    }
}
