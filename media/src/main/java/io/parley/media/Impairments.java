package io.parley.media;

import java.time.Duration;

/**
 * What a bad network is to do to the packets of calls, RTP and RTCP, for measurements, tests and whoever wants to hear
 * it. Off unless the process that makes the calls is told otherwise when it starts; nothing that comes from outside can
 * switch it on. The same seed does the same to the same packets.
 *
 * @param incoming what comes from the far ends
 * @param outgoing what goes to them
 * @param seed of chance; every call and direction draws its own from it
 */
public record Impairments(Path incoming, Path outgoing, long seed) {
    /** A good network. */
    public static final Impairments NONE = new Impairments(Path.CLEAN, Path.CLEAN, 1);

    /**
     * One direction.
     *
     * @param loss share of packets that is lost, 0 to 1
     * @param burst mean number of packets that are lost in a row (the model of Gilbert and Elliott: a state in which all
     *     are lost, and one in which none is); 1 where losses know nothing of each other
     * @param delay of every packet
     * @param jitter up to which a packet comes earlier or later than that, evenly spread; where the delay is less it
     *     counts as the delay too, because no packet can come before it was sent
     * @param reorder share of packets that is held back for {@link #HELD_BACK}, so that those behind overtake them
     * @param duplicate share of packets that comes twice
     */
    public record Path(double loss, double burst, Duration delay, Duration jitter, double reorder, double duplicate) {
        private static final Duration LONGEST = Duration.ofSeconds(2);

        /** Does nothing. */
        public static final Path CLEAN = new Path(0, 1, Duration.ZERO, Duration.ZERO, 0, 0);

        /** Longer than a packet time, so that a packet held back is overtaken by one at least. */
        public static final Duration HELD_BACK = Duration.ofMillis(30);

        public Path {
            requireShare("loss", loss);
            requireShare("reorder", reorder);
            requireShare("duplicate", duplicate);
            requireTime("delay", delay);
            requireTime("jitter", jitter);
            if (!(burst >= 1 && burst <= 1_000)) {
                throw new IllegalArgumentException("burst: found " + burst + ", expected 1 to 1000 packets");
            }
            if (burst > 1 && loss > burst / (burst + 1)) {
                throw new IllegalArgumentException("loss: found " + 100 * loss + " %, expected at most "
                        + Math.round(100 * burst / (burst + 1)) + " % with bursts of " + burst);
            }
        }

        private static void requireShare(String name, double share) {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException(name + ": found " + 100 * share + " %, expected 0 to 100 %");
            }
        }

        private static void requireTime(String name, Duration time) {
            if (time.isNegative() || time.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(
                        name + ": found " + time.toMillis() + " ms, expected 0 to " + LONGEST.toMillis() + " ms");
            }
        }
    }

    /** Nothing is to be done. */
    public boolean isNone() {
        return incoming.equals(Path.CLEAN) && outgoing.equals(Path.CLEAN);
    }

    /**
     * The same, and what {@code text} says: {@code loss=3%,burst=4,delay=50ms,jitter=40ms,reorder=2%,duplicate=1%} for
     * both directions, or for one with {@code in:} or {@code out:} before it; {@code seed=7} among them.
     *
     * @throws IllegalArgumentException that says what is wrong with it
     */
    public Impairments and(String text) {
        return ImpairmentText.add(this, text);
    }
}
