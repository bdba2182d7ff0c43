package io.parley.server.bench;

import io.parley.agent.CallHandler;
import io.parley.agent.CallInfo;
import io.parley.agent.CallLeg;
import io.parley.agent.CallListener;
import io.parley.agent.Termination;
import io.parley.config.Limits;
import io.parley.config.Listen;
import io.parley.config.MediaConfig;
import io.parley.config.SipConfig;
import io.parley.config.Transport;
import io.parley.media.MediaEngine;
import io.parley.server.Waiting;
import io.parley.sip.SipGateway;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Measures what it costs to set calls up and take them down: SIPp calls and hangs up as soon as it is answered. The gateway
 * and its media are the product's, only nobody converses. On a thread that may block.
 */
public final class SipLoad implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    /** More than SIPp will have open at once. */
    private static final int LINES = 10_000;

    private static final Duration LONGEST_CALL = Duration.ofMinutes(1);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final Duration EMPTY = Duration.ofSeconds(30);

    private final Cores cores = Cores.takeFirst();
    private final MediaConfig media;
    private final int perSecond;
    private final Duration warm;
    private final Duration measured;
    private final Duration settle;

    /**
     * @param media the product's ports and how long they rest
     * @param perSecond calls
     * @param warm before the measurement, at the same rate
     * @param settle after calls, before it is looked at what is left of them here: transactions live 32 s (RFC 3261,
     *     section 17)
     */
    public SipLoad(MediaConfig media, int perSecond, Duration warm, Duration measured, Duration settle) {
        this.media = media;
        this.perSecond = perSecond;
        this.warm = warm;
        this.measured = measured;
        this.settle = settle;
    }

    /** Whether there is anybody to call. */
    public static boolean canCall() {
        return Sipp.isInstalled();
    }

    /** Whether there is a reference. */
    public static boolean hasReference() {
        return Kamailio.isInstalled();
    }

    /** How what is measured and what measures are kept apart, for people. */
    public String setting() {
        return cores.toString();
    }

    /** The gateway, in this process. */
    public SipRun parley() throws InterruptedException {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(Math.max(2, Runtime.getRuntime().availableProcessors()))
                .setWorkerPoolSize(4)
                .setInternalBlockingPoolSize(4));
        try (MediaEngine engine = MediaEngine.start(media)) {
            SipConfig sip = new SipConfig(List.of(new Listen(Transport.UDP, LOOPBACK, 0)), null);
            SipGateway gateway =
                    SipGateway.start(vertx, sip, List.of(), new Limits(LINES, LONGEST_CALL), engine, new Answering());
            try {
                return run(
                        gateway.addresses(Transport.UDP).get(0),
                        () -> ProcessLoad.now().cpuNanos(),
                        () -> 0L,
                        () -> {
                            empty(gateway);
                            settle();
                            return here();
                        });
            } finally {
                Waiting.on(gateway.stop(Duration.ZERO), "closing SIP");
            }
        } finally {
            Waiting.on(vertx.close(), "closing Vert.x");
        }
    }

    /** Kamailio, which relays the same calls to a SIPp that answers them. */
    public SipRun reference() throws InterruptedException {
        try (Sipp answerer = Sipp.answering(cores.forOthers());
                Kamailio relay = Kamailio.start(answerer.address(), cores.forMeasured())) {
            return run(
                    relay.address(),
                    () -> relay.load().cpuNanos(),
                    answerer::cpuNanos,
                    () -> new SipRun.State(relay.load().rssBytes(), -1, relay.processes()));
        }
    }

    /**
     * @param cpu that what is measured has used so far
     * @param answering what who is called beyond it has used
     * @param state of it when no call is left
     */
    private SipRun run(InetSocketAddress to, LongSupplier cpu, LongSupplier answering, Supplier<SipRun.State> state)
            throws InterruptedException {
        if (!warm.isZero()) {
            try (Sipp caller = call(to, warm)) {
                caller.calls();
            }
        }
        SipRun.State before = state.get();
        long cpuBefore = cpu.getAsLong();
        long answeringBefore = answering.getAsLong();
        long began = System.nanoTime();
        try (Sipp caller = call(to, measured)) {
            SippCalls calls = caller.calls();
            double seconds = (System.nanoTime() - began) / 1e9;
            double used = (cpu.getAsLong() - cpuBefore) / 1e9;
            double sipp = (caller.cpuNanos() + answering.getAsLong() - answeringBefore) / 1e9;
            return new SipRun(calls, seconds, used, sipp, before, state.get());
        }
    }

    private Sipp call(InetSocketAddress to, Duration howLong) {
        return Sipp.calling(to, perSecond, (int) (perSecond * howLong.toSeconds()), cores.forOthers());
    }

    private void settle() {
        long until = System.nanoTime() + settle.toNanos();
        while (System.nanoTime() - until < 0) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }

    /** Waits until no call holds a line any more. */
    private static void empty(SipGateway gateway) {
        long until = System.nanoTime() + EMPTY.toNanos();
        while (gateway.liveCalls() > 0 && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private static SipRun.State here() {
        System.gc();
        return new SipRun.State(
                ProcessLoad.now().rssBytes(),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                ManagementFactory.getThreadMXBean().getThreadCount());
    }

    @Override
    public void close() {
        cores.close();
    }

    /** Takes every call, and says nothing. */
    private static final class Answering implements CallHandler {
        @Override
        public int admit(CallInfo call) {
            return 0;
        }

        @Override
        public void onCall(CallLeg leg) {
            leg.listen(new CallListener() {
                @Override
                public void onAnswered() {
                    // The caller hangs up.
                }

                @Override
                public void onHold(boolean held) {
                    // Nobody is there.
                }

                @Override
                public void onEnded(Termination why) {
                    // SIPp counts.
                }
            });
            leg.answer();
        }
    }
}
