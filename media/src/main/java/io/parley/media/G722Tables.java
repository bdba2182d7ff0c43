package io.parley.media;

/** The quantisers of ITU-T G.722 (tables 7 to 21 and 6-4 to 6-8): codes, their values, and how the scale grows by them. */
final class G722Tables {
    /** Octets of G.722 hold two bits of the higher band above six of the lower. */
    static final int LOWER_BITS = 6;

    /** Decision levels of the lower band's 60-level quantiser, in the scale's units; magnitudes. */
    private static final int[] LEVELS = {
        0, 35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786, 858, 940, 1023, 1121, 1219,
        1339, 1458, 1612, 1765, 1980, 2195, 2557, 2919
    };

    /** The higher band's only level but zero. */
    private static final int HIGHER_LEVEL = 564;

    private static final int[] LOWER_VALUES_OF_6_BITS = {
        -136, -136, -136, -136, -24808, -21904, -19008, -16704, -14984, -13512, -12280, -11192, -10232, -9360, -8576,
        -7856, -7192, -6576, -6000, -5456, -4944, -4464, -4008, -3576, -3168, -2776, -2400, -2032, -1688, -1360, -1040,
        -728, 24808, 21904, 19008, 16704, 14984, 13512, 12280, 11192, 10232, 9360, 8576, 7856, 7192, 6576, 6000, 5456,
        4944, 4464, 4008, 3576, 3168, 2776, 2400, 2032, 1688, 1360, 1040, 728, 432, 136, -432, -136
    };
    private static final int[] LOWER_VALUES_OF_5_BITS = {
        -280, -280, -23352, -17560, -14120, -11664, -9752, -8184, -6864, -5712, -4696, -3784, -2960, -2208, -1520, -880,
        23352, 17560, 14120, 11664, 9752, 8184, 6864, 5712, 4696, 3784, 2960, 2208, 1520, 880, 280, -280
    };
    private static final int[] LOWER_VALUES_OF_4_BITS = {
        0, -20456, -12896, -8968, -6288, -4240, -2584, -1200, 20456, 12896, 8968, 6288, 4240, 2584, 1200, 0
    };
    private static final int[] HIGHER_VALUES = {-7408, -1616, 7408, 1616};

    /** Growth of the scale's logarithm, by the four leading bits of the lower band's code, and by the higher band's. */
    private static final int[] LOWER_GROWTH = {
        -60, 3042, 1198, 538, 334, 172, 58, -30, 3042, 1198, 538, 334, 172, 58, -30, -60
    };

    private static final int[] HIGHER_GROWTH = {798, -214, 798, -214};

    private G722Tables() {}

    /** How many of the {@link #LEVELS} are no higher than the index. */
    private static final byte[] STEP_OF = steps();

    private static byte[] steps() {
        byte[] steps = new byte[LEVELS[LEVELS.length - 1] + 1];
        for (int level : LEVELS) {
            for (int i = level; i < steps.length; i++) {
                steps[i]++;
            }
        }
        return steps;
    }

    /**
     * The lower band's code for a difference between sample and prediction. A level {@code l} is reached where
     * {@code l * scale >> 12} is no more than the magnitude, and so where {@code l} is no more than the magnitude's upper
     * end divided by the scale: one division and a table instead of a search through the levels.
     */
    static int lowerCode(int difference, int scale) {
        int magnitude = difference < 0 ? ~difference : difference;
        int reached = Math.min(STEP_OF.length - 1, ((magnitude + 1 << 12) - 1) / scale);
        int step = STEP_OF[reached];
        if (difference >= 0) {
            return 62 - step;
        }
        // The two smallest steps have the highest codes of the negative side, so that no code is all zeros.
        return step <= 2 ? 64 - step : 34 - step;
    }

    static int higherCode(int difference, int scale) {
        int magnitude = difference < 0 ? ~difference : difference;
        boolean outer = magnitude >= HIGHER_LEVEL * scale >> 12;
        return (difference < 0 ? 0 : 2) + (outer ? 0 : 1);
    }

    /** What the predictor learns of a six-bit code: its four leading bits, whatever the mode. */
    static int lowerStep(int code, int scale) {
        return scale * LOWER_VALUES_OF_4_BITS[code >> 2] >> 15;
    }

    static int lowerGrowth(int code) {
        return LOWER_GROWTH[code >> 2];
    }

    /** What is heard of it: in mode 1 all six bits, in mode 2 five, in mode 3 four. */
    static int lowerValue(int code, int scale, int mode) {
        int value = switch (mode) {
            case 1 -> LOWER_VALUES_OF_6_BITS[code];
            case 2 -> LOWER_VALUES_OF_5_BITS[code >> 1];
            default -> LOWER_VALUES_OF_4_BITS[code >> 2];
        };
        return scale * value >> 15;
    }

    static int higherValue(int code, int scale) {
        return scale * HIGHER_VALUES[code] >> 15;
    }

    static int higherGrowth(int code) {
        return HIGHER_GROWTH[code];
    }
}
