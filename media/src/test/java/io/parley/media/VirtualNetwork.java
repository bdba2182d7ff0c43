package io.parley.media;

import java.util.function.Consumer;

/** Carries packets in virtual time: what goes in comes out when the stages say, in order of arrival. */
final class VirtualNetwork {
    private final ImpairedPath path;

    @SafeVarargs
    VirtualNetwork(Stage<Datagram>... stages) {
        Pipeline.Builder<Datagram> declared = Pipeline.counting(new MediaCounters());
        for (int i = 0; i < stages.length; i++) {
            declared.stage("impairment " + i, stages[i]);
        }
        path = new ImpairedPath(declared.build());
    }

    VirtualNetwork(ImpairedPath path) {
        this.path = path;
    }

    void send(byte[] bytes, long now) {
        path.send(bytes, bytes.length, false, null, now);
    }

    /** Hands over what has arrived by {@code now}, in order of arrival. */
    void deliver(long now, Consumer<Datagram> to) {
        Datagram arrived;
        while ((arrived = path.arrived(now)) != null) {
            to.accept(arrived);
            path.recycle(arrived);
        }
    }
}
