package io.parley.server.bench;

import java.util.function.IntPredicate;

/** Finds the largest number for which something holds, by doubling and then by halving what lies between. Pure. */
public final class MostThatHold {
    private MostThatHold() {}

    /**
     * @param first looked at first
     * @param most looked at; at least {@code first}
     * @param holds asked at most once for each number
     * @return the largest for which it holds, if it holds for none that is larger than one for which it does not; 0 where it
     *     holds for none
     */
    public static int of(int first, int most, IntPredicate holds) {
        int good = 0;
        int bad = first;
        while (holds.test(bad)) {
            good = bad;
            if (good == most) {
                return most;
            }
            bad = Math.min(most, 2 * bad);
        }
        while (bad - good > 1) {
            int between = (good + bad) / 2;
            if (holds.test(between)) {
                good = between;
            } else {
                bad = between;
            }
        }
        return good;
    }
}
