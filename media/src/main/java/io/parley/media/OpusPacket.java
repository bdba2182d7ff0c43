package io.parley.media;

/** What can be told of an Opus packet without decoding it (RFC 6716, section 3). Pure. */
final class OpusPacket {
    /** A packet no longer than this has no audio: silence begins (RFC 7587, section 3.1.3). */
    static final int SILENCE_OCTETS = 2;

    private static final int LONGEST_MICROS = 120_000;
    private static final int[] SPEECH = {10_000, 20_000, 40_000, 60_000};
    private static final int FIRST_HYBRID = 12;
    private static final int FIRST_MUSIC = 16;
    private static final int SHORTEST_MUSIC = 2_500;
    private static final int SHORTEST_FRAME_WITH_SPEECH = 10_000;
    /** Speech is coded in pieces of 20 ms, or one of 10 ms. */
    private static final int PIECE = 20_000;

    private OpusPacket() {}

    /** Samples in the whole packet; 0 where it is none by RFC 6716, section 3.4. */
    static int samples(byte[] bytes, int at, int octets, int rate) {
        int frames = frames(bytes, at, octets);
        long micros = frames > 0 ? (long) frames * frameMicros(bytes[at]) : 0;
        return micros <= LONGEST_MICROS ? (int) (micros * rate / 1_000_000) : 0;
    }

    /** Samples in each of its frames. */
    static int frameSamples(byte[] bytes, int at, int rate) {
        return (int) ((long) frameMicros(bytes[at]) * rate / 1_000_000);
    }

    private static int frameMicros(byte contents) {
        int configuration = (contents & 0xff) >> 3;
        if (configuration < FIRST_HYBRID) {
            return SPEECH[configuration & 3];
        }
        return configuration < FIRST_MUSIC ? SPEECH[configuration & 1] : SHORTEST_MUSIC << (configuration & 3);
    }

    private static int frames(byte[] bytes, int at, int octets) {
        if (octets < 1) {
            return 0;
        }
        return switch (bytes[at] & 3) {
            case 0 -> 1;
            case 1 -> octets % 2 == 1 ? 2 : 0;
            case 2 -> octets > 1 ? 2 : 0;
            default -> octets > 1 ? bytes[at + 1] & 0x3f : 0;
        };
    }

    /**
     * Whether its first frame tells of the one before it too: the bit behind those of its own pieces' activity (RFC 6716,
     * section 4.2.3). Only packets of one frame, or of two of a length, are looked into: who sends speech sends those.
     */
    static boolean tellsOfLast(byte[] bytes, int at, int octets) {
        boolean speech = octets > SILENCE_OCTETS && (bytes[at] & 0xff) >> 3 < FIRST_MUSIC && (bytes[at] & 2) == 0;
        if (!speech) {
            return false;
        }
        int pieces = Math.max(1, frameMicros(bytes[at]) / PIECE);
        boolean stereo = (bytes[at] & 4) != 0;
        int first = (bytes[at + 1] & 0xff) >> 7 - pieces;
        int second = stereo ? (bytes[at + 1] & 0xff) >> Math.max(0, 6 - 2 * pieces) : 0;
        return ((first | second) & 1) != 0;
    }

    /** The packet time of one frame that is at most as long as the one wanted, 10 ms or more. */
    static int millis(int wanted) {
        int millis = SHORTEST_FRAME_WITH_SPEECH / 1_000;
        for (int micros : SPEECH) {
            millis = micros / 1_000 <= wanted ? micros / 1_000 : millis;
        }
        return millis;
    }
}
