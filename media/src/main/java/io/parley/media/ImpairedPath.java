package io.parley.media;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a call through a bad network: packets go in, and come out late, in another order, twice or not at all,
 * as the stages say. Used by one thread at a time; allocates only while more packets are under way than ever before.
 */
final class ImpairedPath {
    /** Packets under way; those beyond are lost. */
    static final int MOST_UNDER_WAY = 1_000;

    private final Pipeline<Datagram> stages;
    private final PriorityQueue<Datagram> underWay = new PriorityQueue<>(
            Comparator.comparingLong((Datagram packet) -> packet.due).thenComparingLong(packet -> packet.order));
    private final Queue<Datagram> spare = new ArrayDeque<>();
    private long order;

    ImpairedPath(Pipeline<Datagram> stages) {
        this.stages = stages;
    }

    /** The path that {@code wanted} describes. */
    static ImpairedPath of(Impairments.Path wanted, long seed) {
        Random seeds = new Random(seed);
        long later = Math.max(nanos(wanted.delay()), nanos(wanted.jitter()));
        return new ImpairedPath(Pipeline.<Datagram>counting(new MediaCounters())
                .stage("loss", loss(seeds.nextLong(), wanted.loss(), wanted.burst()))
                .stage("delay", delay(seeds.nextLong(), later, nanos(wanted.jitter())))
                .stage("reorder", reorder(seeds.nextLong(), wanted.reorder()))
                .stage("duplicate", duplicate(seeds.nextLong(), wanted.duplicate()))
                .build());
    }

    private static long nanos(Duration duration) {
        return duration.toNanos();
    }

    /** A packet sets out. Its bytes are copied. */
    void send(byte[] bytes, int length, boolean rtcp, @Nullable InetSocketAddress peer, long now) {
        Datagram packet = empty();
        packet.fill(bytes, length, rtcp, peer, now);
        Datagram through = stages.run(packet);
        if (through == null) {
            spare.add(packet);
            return;
        }
        for (int copy = 1; copy < through.copies; copy++) {
            Datagram second = empty();
            second.fill(bytes, length, rtcp, peer, now);
            second.due = through.due;
            travel(second);
        }
        travel(through);
    }

    private Datagram empty() {
        Datagram packet = spare.poll();
        return packet == null ? new Datagram() : packet;
    }

    private void travel(Datagram packet) {
        if (underWay.size() >= MOST_UNDER_WAY) {
            spare.add(packet);
            return;
        }
        packet.order = order++;
        underWay.add(packet);
    }

    /** The next packet that has arrived by {@code now}, in order of arrival; null when there is none. */
    @Nullable
    Datagram arrived(long now) {
        Datagram first = underWay.peek();
        return first == null || first.due > now ? null : underWay.poll();
    }

    /** Takes a packet back that {@link #arrived} gave. */
    void recycle(Datagram packet) {
        spare.add(packet);
    }

    /** What each stage took in and dropped. */
    @Override
    public String toString() {
        return stages.toString();
    }

    /** Gilbert's two states: in the bad one everything is lost, in the good one nothing; {@code burst} is a bad one's mean. */
    static Stage<Datagram> loss(long seed, double share, double burst) {
        Random random = new Random(seed);
        double leaveBad = 1 / burst;
        double enterBad = share == 1 ? 1 : leaveBad * share / (1 - share);
        boolean[] bad = {false};
        return packet -> {
            double chance = random.nextDouble();
            bad[0] = burst == 1 ? chance < share : bad[0] ? chance >= leaveBad : chance < enterBad;
            return bad[0] ? null : packet;
        };
    }

    /** Delays each packet by a fixed time and an even spread about it, in nanoseconds; packets may overtake each other. */
    static Stage<Datagram> delay(long seed, long mean, long spread) {
        Random random = new Random(seed);
        return packet -> {
            packet.due += mean + (long) ((random.nextDouble() * 2 - 1) * spread);
            return packet;
        };
    }

    /** Holds some packets back, so that those behind overtake them. */
    static Stage<Datagram> reorder(long seed, double share) {
        Random random = new Random(seed);
        return packet -> {
            packet.due += random.nextDouble() < share ? nanos(Impairments.Path.HELD_BACK) : 0;
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
}
