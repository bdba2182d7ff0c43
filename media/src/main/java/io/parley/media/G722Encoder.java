package io.parley.media;

/** ITU-T G.722 at 64 kbit/s (mode 1): 16 kHz in, an octet for every two samples out. */
final class G722Encoder implements AudioEncoder {
    private static final int PIECE = 160;

    private final G722Qmf filter = new G722Qmf();
    private final G722Band lower = G722Band.lower();
    private final G722Band higher = G722Band.higher();

    @Override
    public int encode(short[] pcm, int from, byte[] payload, int at, int octets) {
        for (int done = 0; done < octets; done += PIECE) {
            int piece = Math.min(PIECE, octets - done);
            filter.split(pcm, from + 2 * done, piece);
            for (int n = 0; n < piece; n++) {
                payload[at + done + n] = (byte) code(filter.lower[n], filter.higher[n]);
            }
        }
        return octets;
    }

    private int code(int low, int high) {
        int lowCode = G722Tables.lowerCode(Pcm.saturate(low - lower.prediction()), lower.scale());
        lower.predict(G722Tables.lowerStep(lowCode, lower.scale()));
        lower.rescale(G722Tables.lowerGrowth(lowCode));
        int highCode = G722Tables.higherCode(Pcm.saturate(high - higher.prediction()), higher.scale());
        higher.predict(G722Tables.higherValue(highCode, higher.scale()));
        higher.rescale(G722Tables.higherGrowth(highCode));
        return highCode << G722Tables.LOWER_BITS | lowCode;
    }
}
