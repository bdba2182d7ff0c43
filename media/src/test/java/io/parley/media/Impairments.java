package io.parley.media;

import java.util.Random;

/** What networks do to packets, as ordinary seeded stages. */
final class Impairments {
    private static final long MILLI = 1_000_000;

    private Impairments() {}

    /** Loses packets independently of each other. */
    static Stage<Datagram> loss(long seed, double share) {
        Random random = new Random(seed);
        return packet -> random.nextDouble() < share ? null : packet;
    }

    /** Loses packets in bursts: two states, of which the bad one loses everything (Gilbert-Elliott). */
    static Stage<Datagram> burstLoss(long seed, double share, double meanBurst) {
        Random random = new Random(seed);
        double leaveBad = 1 / meanBurst;
        double enterBad = leaveBad * share / (1 - share);
        boolean[] bad = {false};
        return packet -> {
            bad[0] = bad[0] ? random.nextDouble() >= leaveBad : random.nextDouble() < enterBad;
            return bad[0] ? null : packet;
        };
    }

    /** Delays each packet by a fixed time and an even spread about it; packets may overtake each other. */
    static Stage<Datagram> jitter(long seed, double meanMillis, double spreadMillis) {
        Random random = new Random(seed);
        return packet -> {
            packet.due += (long) ((meanMillis + (random.nextDouble() * 2 - 1) * spreadMillis) * MILLI);
            return packet;
        };
    }

    /** Holds some packets back so that those behind overtake them. */
    static Stage<Datagram> reorder(long seed, double share, double millis) {
        Random random = new Random(seed);
        return packet -> {
            packet.due += random.nextDouble() < share ? (long) (millis * MILLI) : 0;
            return packet;
        };
    }

    static Stage<Datagram> duplicate(long seed, double share) {
        Random random = new Random(seed);
        return packet -> {
            packet.copies += random.nextDouble() < share ? 1 : 0;
            return packet;
        };
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
