package io.parley.media;

/** ITU-T G.722: an octet in, two samples at 16 kHz out. */
final class G722Decoder implements AudioDecoder {
    private static final int PIECE = 160;
    private static final int LOWER_MASK = (1 << G722Tables.LOWER_BITS) - 1;
    private static final int MOST_IN_BAND = 16_383;

    private final int mode;
    private final G722Qmf filter = new G722Qmf();
    private final G722Qmf guessed = new G722Qmf();
    private final G722Band lower = G722Band.lower();
    private final G722Band higher = G722Band.higher();

    /** @param mode 1 for 64 kbit/s, 2 for 56, 3 for 48: the lowest bits of every octet then carry something else */
    G722Decoder(int mode) {
        this.mode = mode;
    }

    @Override
    public void decode(byte[] payload, int octets, short[] pcm, int at) {
        for (int done = 0; done < octets; done += PIECE) {
            int piece = Math.min(PIECE, octets - done);
            for (int n = 0; n < piece; n++) {
                int lowCode = payload[done + n] & LOWER_MASK;
                int highCode = (payload[done + n] & 0xff) >> G722Tables.LOWER_BITS;
                hear(lowCode, highCode, n);
                lower.rescale(G722Tables.lowerGrowth(lowCode));
                higher.rescale(G722Tables.higherGrowth(highCode));
            }
            filter.join(piece, pcm, at + 2 * done);
        }
    }

    /**
     * Codes the guess as the far end would have coded the speech, and moves on by that. Its beginning lies in the
     * filters' delay: the codes that are missing were made of what is heard {@link G722Qmf#DELAY} samples later. The
     * scales stay as they are, because guesses fade and speech goes on; and guesses of more than a frame are too far from
     * the truth to be learned from.
     */
    @Override
    public void missed(short[] guess, int samples) {
        if (samples > Audio.FRAME_SAMPLES) {
            lower.doubt();
            higher.doubt();
            return;
        }
        guessed.begin(guess);
        for (int done = 0; done < samples / 2; done += PIECE) {
            int piece = Math.min(PIECE, samples / 2 - done);
            guessed.split(guess, G722Qmf.DELAY + 2 * done, piece);
            for (int n = 0; n < piece; n++) {
                int low = Pcm.saturate(guessed.lower[n] - lower.prediction());
                int high = Pcm.saturate(guessed.higher[n] - higher.prediction());
                hear(G722Tables.lowerCode(low, lower.scale()), G722Tables.higherCode(high, higher.scale()), n);
            }
            filter.pass(piece);
        }
    }

    private void hear(int lowCode, int highCode, int n) {
        filter.lower[n] = limit(lower.prediction() + G722Tables.lowerValue(lowCode, lower.scale(), mode));
        lower.predict(G722Tables.lowerStep(lowCode, lower.scale()));
        int difference = G722Tables.higherValue(highCode, higher.scale());
        filter.higher[n] = limit(higher.prediction() + difference);
        higher.predict(difference);
    }

    private static int limit(int sample) {
        return Math.max(-MOST_IN_BAND - 1, Math.min(MOST_IN_BAND, sample));
    }
}
