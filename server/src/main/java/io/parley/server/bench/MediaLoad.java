package io.parley.server.bench;

import io.parley.config.MediaConfig;
import io.parley.media.AudioListener;
import io.parley.media.AudioTick;
import io.parley.media.Codec;
import io.parley.media.Direction;
import io.parley.media.Impairments;
import io.parley.media.MediaCounter;
import io.parley.media.MediaEngine;
import io.parley.media.Playout;
import io.parley.media.RtpSession;
import io.parley.media.RtpTarget;
import io.parley.media.StepTimes;
import io.parley.server.Waiting;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Measures what the media of many calls cost, and how well they keep time: every call hears a far end and says back what
 * it hears. The way of a call is the product's, from socket to the call's context and back; only nobody listens. On a
 * thread that may block.
 */
public final class MediaLoad implements AutoCloseable {
    private static final InetAddress LOCAL = InetAddress.getLoopbackAddress();
    /** Neither a server's nor the telephone's. */
    private static final int FIRST_PORT = 42_000;

    private static final int PORTS = 4_000;
    private static final int DTMF_TYPE = 101;
    /** More calls than this have no ports. */
    public static final int MOST_CALLS = 1_500;

    private final Vertx vertx = Vertx.vertx();
    private final Cores cores = Cores.takeFirst();
    private final Codec codec;
    private final Impairments impairments;
    private final long warmMillis;
    private final long measuredMillis;

    /**
     * @param impairments of what is measured
     * @param warm before each measurement
     */
    public MediaLoad(Codec codec, Impairments impairments, Duration warm, Duration measured) {
        this.codec = codec;
        this.impairments = impairments;
        this.warmMillis = warm.toMillis();
        this.measuredMillis = measured.toMillis();
    }

    /** How what is measured and what measures are kept apart, for people. */
    public String setting() {
        return cores.toString();
    }

    /** So many calls on a media engine in this process. */
    public MediaLevel.Parley parley(int calls) {
        MediaConfig config = new MediaConfig(FIRST_PORT, FIRST_PORT + PORTS - 1, Duration.ofMinutes(10), Duration.ZERO);
        try (FarEnds far = new FarEnds(calls, codec.offeredPayloadType(), cores.forOthers());
                MediaEngine engine = MediaEngine.start(config, impairments)) {
            List<RtpSession> sessions = new ArrayList<>();
            List<Integer> targets = new ArrayList<>();
            for (int port : far.ports()) {
                RtpSession session = open(engine, port);
                sessions.add(session);
                targets.add(session.localPort());
            }
            Start[] start = new Start[1];
            Watched watched =
                    far.measure(targets, warmMillis, measuredMillis, () -> start[0] = Start.of(engine, sessions));
            return start[0].until(Start.of(engine, sessions), watched);
        }
    }

    private RtpSession open(MediaEngine engine, int port) {
        RtpSession session = engine.open(LOCAL, vertx.getOrCreateContext());
        session.listen(new Echo(session.playout()));
        int type = codec.offeredPayloadType();
        session.target(new RtpTarget(
                new InetSocketAddress(LOCAL, port),
                null,
                codec,
                type,
                type,
                DTMF_TYPE,
                DTMF_TYPE,
                20,
                Direction.SENDRECV,
                false));
        session.start();
        return session;
    }

    /** So many streams through a relay, two of them a call of its; null where it is not installed. */
    public MediaLevel.@Nullable Relay relay(int calls) {
        if (!RtpEngine.isInstalled()) {
            return null;
        }
        int pairs = (calls + 1) / 2;
        try (FarEnds far = new FarEnds(2 * pairs, codec.offeredPayloadType(), cores.forOthers());
                RtpEngine relay = RtpEngine.start(cores.forMeasured(), codec)) {
            List<Integer> targets = new ArrayList<>();
            for (int pair = 0; pair < pairs; pair++) {
                targets.addAll(
                        relay.connect(far.ports().get(2 * pair), far.ports().get(2 * pair + 1)));
            }
            ProcessLoad[] before = new ProcessLoad[1];
            long[] begun = new long[1];
            Watched watched = far.measure(targets, warmMillis, measuredMillis, () -> {
                before[0] = relay.load();
                begun[0] = System.nanoTime();
            });
            ProcessLoad after = relay.load();
            double core = (after.cpuNanos() - before[0].cpuNanos()) / (double) (System.nanoTime() - begun[0]);
            return new MediaLevel.Relay(core, after.rssBytes(), watched.lost(), watched);
        }
    }

    /**
     * How often the machine itself is late while as many far ends send as before, to each other.
     *
     * @param busy share of the time of its core that what is measured used
     * @return share of milliseconds, 0 to 1
     */
    public double machineLate(int calls, double busy) throws InterruptedException {
        Timekeeper[] keeper = new Timekeeper[1];
        try (FarEnds far = new FarEnds(calls, codec.offeredPayloadType(), cores.forOthers())) {
            far.measure(
                    far.ports(),
                    0,
                    measuredMillis,
                    () -> keeper[0] = Timekeeper.start(busy, Duration.ofMillis(measuredMillis)));
            return keeper[0].late();
        }
    }

    @Override
    public void close() {
        cores.close();
        Waiting.on(vertx.close(), "closing Vert.x");
    }

    /** Says back what it hears; never more than a frame ahead, so that nothing piles up. */
    private record Echo(Playout playout) implements AudioListener {
        @Override
        public void onTick(AudioTick tick) {
            if (playout.room() == Playout.CAPACITY) {
                playout.offer(tick.caller, 0, 1, 0);
            }
        }

        @Override
        public void onDigit(char digit) {
            // The far ends dial nothing.
        }
    }

    /** What was counted when a measurement began, or ended. */
    private record Start(long nanos, ProcessLoad load, StepTimes.Steps steps, long skipped, long lost, long concealed) {
        static Start of(MediaEngine engine, List<RtpSession> sessions) {
            return new Start(
                    System.nanoTime(),
                    ProcessLoad.now(),
                    engine.stepTimes().soFar(),
                    engine.counters().get(MediaCounter.STEPS_SKIPPED),
                    sessions.stream().mapToLong(s -> s.stats().packetsLost()).sum(),
                    engine.counters().get(MediaCounter.FRAMES_CONCEALED));
        }

        MediaLevel.Parley until(Start end, Watched watched) {
            double core = (end.load.cpuNanos() - load.cpuNanos()) / (double) (end.nanos - nanos);
            return new MediaLevel.Parley(
                    end.steps.since(steps),
                    end.skipped - skipped,
                    core,
                    end.load.rssBytes(),
                    end.lost - lost + watched.lost(),
                    end.concealed - concealed,
                    watched);
        }
    }
}
