package io.parley.media;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Carries packets in virtual time: what goes in comes out when the stages say, in order of arrival. */
final class VirtualNetwork {
    private record Arrival(Datagram datagram, long order) {}

    private final Pipeline<Datagram> path;
    private final PriorityQueue<Arrival> travelling = new PriorityQueue<>(
            Comparator.comparingLong((Arrival a) -> a.datagram().due).thenComparingLong(Arrival::order));
    private long order;

    @SafeVarargs
    VirtualNetwork(Stage<Datagram>... stages) {
        Pipeline.Builder<Datagram> path = Pipeline.counting(new MediaCounters());
        for (int i = 0; i < stages.length; i++) {
            path.stage("impairment " + i, stages[i]);
        }
        this.path = path.build();
    }

    void send(byte[] bytes, long now) {
        Datagram through = path.run(new Datagram(bytes, now));
        for (int copy = 0; through != null && copy < through.copies; copy++) {
            travelling.add(new Arrival(through, order++));
        }
    }

    /** What has arrived by {@code now}, in order of arrival. */
    List<Datagram> arrived(long now) {
        List<Datagram> arrived = new ArrayList<>();
        while (!travelling.isEmpty() && travelling.peek().datagram().due <= now) {
            arrived.add(travelling.remove().datagram());
        }
        return arrived;
    }
}
