package io.parley.media;

/** Stages of a {@link VirtualNetwork} in milliseconds, and those that only tests need. */
final class Networks {
    private static final long MILLI = 1_000_000;

    private Networks() {}

    static Stage<Datagram> loss(long seed, double share) {
        return ImpairedPath.loss(seed, share, 1);
    }

    static Stage<Datagram> burstLoss(long seed, double share, double meanBurst) {
        return ImpairedPath.loss(seed, share, meanBurst);
    }

    static Stage<Datagram> jitter(long seed, double meanMillis, double spreadMillis) {
        return ImpairedPath.delay(seed, (long) (meanMillis * MILLI), (long) (spreadMillis * MILLI));
    }

    /** Nothing gets through between two times; then everything at once. */
    static Stage<Datagram> stall(long fromMillis, long toMillis) {
        return packet -> {
            if (packet.due >= fromMillis * MILLI && packet.due < toMillis * MILLI) {
                packet.due = toMillis * MILLI;
            }
            return packet;
        };
    }
}
