package io.parley.media;

/**
 * G.711 mu-law and A-law as tables, bit-exact with ITU-T G.711 as the Software Tool Library (G.191) computes it.
 *
 * <p>Mu-law's smallest step is 4 of a 16-bit sample, A-law's is 16 (G.711, tables 1a and 2a), so the encoding tables are
 * indexed by the bits above alone: 16 KB and 4 KB instead of 64 KB each.
 */
final class G711 {
    private static final int ULAW_SHIFT = 2;
    private static final int ALAW_SHIFT = 4;
    private static final short[] ULAW_TO_LINEAR = new short[256];
    private static final short[] ALAW_TO_LINEAR = new short[256];
    private static final byte[] LINEAR_TO_ULAW = new byte[65_536 >> ULAW_SHIFT];
    private static final byte[] LINEAR_TO_ALAW = new byte[65_536 >> ALAW_SHIFT];

    static {
        for (int code = 0; code < 256; code++) {
            ULAW_TO_LINEAR[code] = (short) expandUlaw(code);
            ALAW_TO_LINEAR[code] = (short) expandAlaw(code);
        }
        for (int i = 0; i < LINEAR_TO_ULAW.length; i++) {
            LINEAR_TO_ULAW[i] = (byte) compressUlaw((short) (i << ULAW_SHIFT));
        }
        for (int i = 0; i < LINEAR_TO_ALAW.length; i++) {
            LINEAR_TO_ALAW[i] = (byte) compressAlaw((short) (i << ALAW_SHIFT));
        }
    }

    private G711() {}

    static void decode(Codec codec, byte[] from, int offset, int samples, short[] to, int toOffset) {
        short[] table = codec == Codec.PCMA ? ALAW_TO_LINEAR : ULAW_TO_LINEAR;
        for (int i = 0; i < samples; i++) {
            to[toOffset + i] = table[from[offset + i] & 0xff];
        }
    }

    static void encode(Codec codec, short[] from, int offset, int samples, byte[] to, int toOffset) {
        byte[] table = codec == Codec.PCMA ? LINEAR_TO_ALAW : LINEAR_TO_ULAW;
        int shift = codec == Codec.PCMA ? ALAW_SHIFT : ULAW_SHIFT;
        for (int i = 0; i < samples; i++) {
            to[toOffset + i] = table[(from[offset + i] & 0xffff) >> shift];
        }
    }

    /** Mu-law: sign, three bits of segment, four of step, all inverted; the segments are shifted by a bias of 33. */
    private static int compressUlaw(int sample) {
        // One's complement for negative values, as the reference does: -1 and 0 share a magnitude.
        int magnitude = Math.min(((sample < 0 ? ~sample : sample) >> ULAW_SHIFT) + 33, 0x1fff);
        int segment = 26 - Integer.numberOfLeadingZeros(magnitude);
        int step = (magnitude >> (segment + 1)) & 0x0f;
        int code = (segment << 4 | step) ^ 0x7f;
        return sample < 0 ? code : code | 0x80;
    }

    private static int expandUlaw(int code) {
        int inverted = ~code;
        int segment = inverted >> 4 & 0x07;
        int magnitude = (((inverted & 0x0f) << 1 | 0x21) << segment) - 33;
        return (code & 0x80) == 0 ? -(magnitude << ULAW_SHIFT) : magnitude << ULAW_SHIFT;
    }

    /** A-law: sign, segment, step, every other bit inverted; the lowest two segments are linear. */
    private static int compressAlaw(int sample) {
        int magnitude = (sample < 0 ? ~sample : sample) >> ALAW_SHIFT;
        int code = magnitude;
        if (magnitude > 15) {
            int segment = 28 - Integer.numberOfLeadingZeros(magnitude);
            code = segment << 4 | (magnitude >> (segment - 1) & 0x0f);
        }
        return (sample < 0 ? code : code | 0x80) ^ 0x55;
    }

    private static int expandAlaw(int code) {
        int plain = code ^ 0x55;
        int segment = plain >> 4 & 0x07;
        int magnitude = (plain & 0x0f) << 1 | 1;
        if (segment > 0) {
            magnitude = (magnitude | 0x20) << (segment - 1);
        }
        return (plain & 0x80) == 0 ? -(magnitude << 3) : magnitude << 3;
    }
}
