package io.parley.media;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The media thread: waits for packets and for the next millisecond in which a call has its step. It takes no lock and
 * allocates nothing for a packet or a step; what other threads want done comes through {@link #execute}.
 */
final class MediaLoop implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(MediaLoop.class);

    private static final long MILLI = 1_000_000;
    /** A step that late is left out: what it would send would come in a burst, to a far end that no longer waits for it. */
    private static final long TOO_LATE_NANOS = 40 * MILLI;

    private static final long LATE_NANOS = 5 * MILLI;
    /** Shorter waits are not worth a system call. */
    private static final long SHORTEST_PARK_NANOS = 60_000;

    private static final long IDLE_MILLIS = 100;
    /** Datagrams read from one socket before the others get their turn. */
    private static final int READS_IN_A_ROW = 16;

    private final Selector selector;
    private final LongSupplier clock;
    private final MediaCounters counters;
    private final RestingPorts resting;
    private final List<Courier> couriers;
    private final StepTimes times = new StepTimes();
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();

    private final long origin;
    private final Wheel wheel = new Wheel(0);
    private final RtpPacket packet = new RtpPacket();
    private final ByteBuffer in = ByteBuffer.allocateDirect(RtpPacket.MAX_BYTES + 1);
    private final ByteBuffer out = ByteBuffer.allocateDirect(RtpPacket.MAX_BYTES);
    private final Consumer<SelectionKey> reader = this::read;

    /** Guards the selector's end against late commands; the media thread takes it only when it ends. */
    private final Object end = new Object();

    private boolean ended;
    private boolean stopped;
    private long nextSweep;

    /** @param couriers to the event loops of the calls; a list that others may add to */
    MediaLoop(LongSupplier clock, MediaCounters counters, RestingPorts resting, List<Courier> couriers)
            throws IOException {
        this.selector = Selector.open();
        this.clock = clock;
        this.counters = counters;
        this.resting = resting;
        this.couriers = couriers;
        this.origin = clock.getAsLong();
    }

    /** Runs {@code command} on the media thread soon; not at all once that has ended. Any thread. */
    void execute(Runnable command) {
        synchronized (end) {
            if (!ended) {
                commands.add(command);
                selector.wakeup();
            }
        }
    }

    /** Ends the thread once what was given to {@link #execute} before has run. Any thread. */
    void stop() {
        execute(() -> stopped = true);
    }

    StepTimes times() {
        return times;
    }

    long now() {
        return clock.getAsLong();
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                await();
                runCommands();
                wheel.advance((clock.getAsLong() - origin) / MILLI);
                for (int i = 0; i < couriers.size(); i++) {
                    couriers.get(i).leave();
                }
                sweep();
            }
        } catch (IOException e) {
            log.error("the media thread cannot wait for packets and ends; every call falls silent", e);
        } finally {
            resting.closeAll();
            closeSelector();
        }
    }

    private void await() throws IOException {
        long due = wheel.nextDue();
        long left = due < 0 ? IDLE_MILLIS * MILLI : origin + due * MILLI - clock.getAsLong();
        if (left >= MILLI) {
            selector.select(reader, left / MILLI);
            return;
        }
        selector.selectNow(reader);
        left = origin + due * MILLI - clock.getAsLong();
        if (left > SHORTEST_PARK_NANOS && commands.isEmpty()) {
            LockSupport.parkNanos(left);
            selector.selectNow(reader);
        }
    }

    private void runCommands() {
        Runnable command;
        while ((command = commands.poll()) != null) {
            try {
                command.run();
            } catch (RuntimeException | Error e) {
                survive("a command", e);
            }
        }
    }

    private void sweep() {
        long now = clock.getAsLong();
        if (!resting.isEmpty() && now - nextSweep >= 0) {
            nextSweep = now + IDLE_MILLIS * MILLI;
            resting.sweep(now);
        }
    }

    private void survive(String what, Throwable e) {
        counters.increment(MediaCounter.MEDIA_ERRORS);
        log.error("{} failed on the media thread; other calls go on", what, e);
    }

    private void closeSelector() {
        synchronized (end) {
            ended = true;
            try {
                selector.close();
            } catch (IOException e) {
                log.debug("closing the selector: {}", e.getMessage());
            }
        }
    }

    // Packets.

    /** Begins to read a call's sockets. Media thread only. */
    void register(SocketPair pair) throws ClosedChannelException {
        pair.rtp.register(selector, SelectionKey.OP_READ, pair);
        pair.rtcp.register(selector, SelectionKey.OP_READ, pair);
    }

    private void read(SelectionKey key) {
        SocketPair pair = (SocketPair) key.attachment();
        DatagramChannel channel = (DatagramChannel) key.channel();
        try {
            int read = 0;
            while (read < READS_IN_A_ROW && receive(channel)) {
                read++;
                dispatch(pair, channel == pair.rtp);
            }
        } catch (CancelledKeyException | ClosedChannelException e) {
            key.cancel();
        } catch (IOException e) {
            log.debug("reading port {}: {}", pair.port, e.getMessage());
        } catch (RuntimeException | Error e) {
            survive("a packet", e);
        }
    }

    private boolean receive(DatagramChannel channel) throws IOException {
        in.clear();
        InetSocketAddress source = (InetSocketAddress) channel.receive(in);
        if (source == null) {
            return false;
        }
        in.flip();
        packet.source = source;
        packet.arrival = clock.getAsLong();
        packet.length = in.remaining();
        in.get(packet.buffer, 0, packet.length);
        return true;
    }

    private void dispatch(SocketPair pair, boolean isRtp) {
        CallMedia call = pair.call;
        ImpairedNetwork network = pair.network;
        InetSocketAddress source = packet.source;
        pair.heard = true;
        if (call == null || source == null) {
            counters.increment(MediaCounter.STALE_PACKETS);
            resting.disturbed(pair, packet.arrival);
        } else if (network != null) {
            network.received(packet, !isRtp);
        } else if (isRtp) {
            call.receiveRtp(packet);
        } else {
            call.receiveRtcp(packet.buffer, packet.length, source, packet.arrival);
        }
    }

    /** Sends through a call's sockets. */
    PacketSink sink(SocketPair pair) {
        return new PacketSink() {
            @Override
            public boolean rtp(byte[] bytes, int length, InetSocketAddress to) {
                return send(pair.rtp, bytes, length, to);
            }

            @Override
            public boolean rtcp(byte[] bytes, int length, InetSocketAddress to) {
                return send(pair.rtcp, bytes, length, to);
            }
        };
    }

    private boolean send(DatagramChannel channel, byte[] bytes, int length, InetSocketAddress to) {
        out.clear();
        out.put(bytes, 0, length);
        out.flip();
        try {
            return channel.send(out, to) == length;
        } catch (IOException | RuntimeException e) {
            log.debug("sending to {}: {}", to, e.toString());
            return false;
        }
    }

    /** Lets a bad network deliver what is due, every millisecond until it is over. Media thread only. */
    void deliver(ImpairedNetwork network, CallMedia call) {
        wheel.schedule(new Deliveries(network, call), 0);
    }

    private final class Deliveries extends Wheel.Entry {
        private final ImpairedNetwork network;
        private final CallMedia call;

        Deliveries(ImpairedNetwork network, CallMedia call) {
            this.network = network;
            this.call = call;
        }

        @Override
        void run(long tick) {
            if (network.isOver()) {
                return;
            }
            try {
                network.deliver(call, clock.getAsLong());
            } catch (RuntimeException | Error e) {
                survive("a delivery", e);
            }
            wheel.schedule(this, tick + 1);
        }
    }

    // Steps.

    /** Begins the steps of a call, in the emptiest of the next milliseconds. Media thread only. */
    Steps begin(CallMedia call) {
        Steps steps = new Steps(call);
        wheel.schedule(steps, wheel.leastLoaded());
        return steps;
    }

    /** A call's place in the wheel. */
    final class Steps extends Wheel.Entry {
        private final CallMedia call;
        private boolean over;
        private boolean half;
        private long nextWhole;

        private Steps(CallMedia call) {
            this.call = call;
        }

        void end() {
            over = true;
        }

        @Override
        void run(long tick) {
            if (over) {
                return;
            }
            try {
                if (half) {
                    call.halfStep();
                } else {
                    whole(tick);
                }
            } catch (RuntimeException | Error e) {
                survive("a step", e);
            }
            schedule(tick);
        }

        private void whole(long tick) {
            long due = origin + tick * MILLI;
            long now = clock.getAsLong();
            nextWhole = tick + Audio.FRAME_MILLIS;
            times.began(now - due);
            if (now - due > TOO_LATE_NANOS) {
                call.missed(1);
                return;
            }
            if (now - due > LATE_NANOS) {
                counters.increment(MediaCounter.STEPS_LATE);
            }
            call.step(due, now);
            nextWhole += call.phase();
        }

        private void schedule(long tick) {
            half = !half && call.needsHalfSteps();
            wheel.schedule(this, half ? tick + Audio.FRAME_MILLIS / 2 : nextWhole);
        }
    }
}
