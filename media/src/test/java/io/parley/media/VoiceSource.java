package io.parley.media;

/**
 * A made-up talker: voiced syllables of changing pitch with short breaks inside phrases and pauses between them.
 * Deterministic, and the same again every thirty seconds. The samples depend on the time alone, so what was heard can be
 * compared with what was said.
 */
final class VoiceSource {
    private static final int RATE = 16_000;
    private static final short[] THIRTY_SECONDS = new short[30 * RATE];

    static {
        for (int i = 0; i < THIRTY_SECONDS.length; i++) {
            THIRTY_SECONDS[i] = at(i);
        }
    }

    private VoiceSource() {}

    private static short at(long sample) {
        double t = (double) sample / RATE;
        double phrase = t % 3.0;
        if (phrase > 2.2) {
            return (short) (((sample / 2 * 2_654_435_761L >> 13) & 15) - 8);
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

    /**
     * What is said from a time on, at the codec's rate.
     *
     * @param from, ticks of the RTP clock
     */
    static short[] speech(Codec codec, long from, int ticks) {
        int per = codec.samplesPerUnit();
        short[] speech = new short[ticks * per];
        for (int i = 0; i < speech.length; i++) {
            speech[i] = THIRTY_SECONDS[(int) ((from * per + i) * (2 / per) % THIRTY_SECONDS.length)];
        }
        return speech;
    }

    /** Its beginning as it sounds after the codec. */
    static short[] coded(Codec codec, int ticks) {
        short[] said = speech(codec, 0, ticks);
        byte[] code = new byte[ticks];
        codec.encoder().encode(said, 0, code, 0, ticks);
        codec.decoder().decode(code, ticks, said, 0);
        return said;
    }
}
