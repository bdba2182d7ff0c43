package io.parley.media;

import io.parley.config.CodecPolicy;
import io.parley.config.MediaConfig;
import io.vertx.core.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.channels.ClosedChannelException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries the RTP of every call on one thread: a selector and a 1 ms wheel. */
public final class MediaEngine implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MediaEngine.class);
    private static final long STOP_MILLIS = 2_000;
    /** Far apart, so that the calls' chances have nothing to do with each other. */
    private static final long SEED_STEP = 0x9e37_79b9_7f4a_7c15L;

    private final MediaConfig config;
    private final Impairments impairments;
    private final AtomicLong impaired = new AtomicLong();
    private final MediaCounters counters = new MediaCounters();
    private final SecureRandom seeds = new SecureRandom();
    private final Outgoing outgoing = new Outgoing();
    private final PerSecond tries = new PerSecond();
    private final NtpClock ntp = new NtpClock(System.currentTimeMillis(), System.nanoTime());
    private final PortPool ports;
    private final RestingPorts resting;
    private final Map<Object, Courier> courierByLoop = new ConcurrentHashMap<>();
    private final List<Courier> couriers = new CopyOnWriteArrayList<>();
    private final Set<RtpSession> open = ConcurrentHashMap.newKeySet();
    private final Recorder recorder = new Recorder(counters);
    private final MediaLoop loop;
    private final DtlsPool handshakes;
    private final DtlsTransport.Shared dtls;
    private final Thread thread;
    private volatile boolean closed;

    private MediaEngine(MediaConfig config, Impairments impairments) throws IOException {
        this.config = config;
        this.impairments = impairments;
        this.ports = new PortPool(config.firstPort(), config.lastPort());
        this.resting = new RestingPorts(config.portRest().toNanos(), ports);
        this.loop = new MediaLoop(System::nanoTime, counters, resting, couriers);
        this.handshakes = new DtlsPool(ports.size());
        DtlsIdentity identity = DtlsIdentity.make(seeds, Instant.ofEpochMilli(System.currentTimeMillis()));
        this.dtls = new DtlsTransport.Shared(identity, handshakes, loop::execute, counters);
        this.thread = new Thread(loop, "parley-media");
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
    }

    /** Binds nothing yet; starts the media thread. */
    public static MediaEngine start(MediaConfig config) {
        return start(config, Impairments.NONE);
    }

    /** The same for measurements: every call's packets go through a bad network. */
    public static MediaEngine start(MediaConfig config, Impairments impairments) {
        try {
            MediaEngine engine = new MediaEngine(config, impairments);
            JitsiSrtp.warmUp();
            JitsiOpus.warmUp();
            engine.thread.start();
            if (!impairments.isNone()) {
                log.warn("media: every call is impaired on purpose: {}", impairments);
            }
            log.info(
                    "media: RTP on ports {} to {}, {} calls at most; audio files are resampled by {}",
                    config.firstPort(),
                    config.lastPort(),
                    engine.ports.size(),
                    Resampler.describe());
            return engine;
        } catch (IOException e) {
            throw new UncheckedIOException("the media thread cannot start", e);
        }
    }

    /**
     * Opens a session on a free, rested port pair.
     *
     * @param local address to bind: the one by which the peer is reached
     * @param context the call's context; its listener runs there
     * @throws PortsExhausted when every pair is in use or resting
     */
    public RtpSession open(InetAddress local, Context context) {
        if (closed) {
            throw new IllegalStateException("the media engine is closed");
        }
        SocketPair sockets = bind(local);
        Playout playout = new Playout();
        SessionFigures figures = new SessionFigures();
        ContextLink link = new ContextLink(context, courier(context), counters);
        ImpairedNetwork network = network(sockets);
        PacketSink sink = network == null ? loop.sink(sockets) : network;
        CallMedia.Services services = new CallMedia.Services(
                sink,
                outgoing,
                counters,
                ntp,
                new Random(seeds.nextLong()),
                config.inactivity().toNanos(),
                tries);
        CallMedia call = new CallMedia(services, figures, link, playout);
        IceCredentials ice = IceCredentials.fresh(seeds);
        call.transport(new DtlsTransport(dtls, ice, sink, keys -> call.secured(keys, loop.now())));
        DtlsLocal ours = new DtlsLocal(dtls.identity().fingerprint().toString(), ice);
        RtpSession session = new RtpSession(this, call, sockets, link, playout, figures, ours);
        open.add(session);
        counters.increment(MediaCounter.SESSIONS_OPENED);
        loop.execute(() -> begin(sockets, call, network));
        return session;
    }

    private @Nullable ImpairedNetwork network(SocketPair sockets) {
        return impairments.isNone()
                ? null
                : new ImpairedNetwork(
                        impairments,
                        impairments.seed() + SEED_STEP * impaired.getAndIncrement(),
                        loop::now,
                        loop.sink(sockets));
    }

    private void begin(SocketPair sockets, CallMedia call, @Nullable ImpairedNetwork network) {
        sockets.call = call;
        if (network != null) {
            sockets.network = network;
            loop.deliver(network, call);
        }
        try {
            loop.register(sockets);
        } catch (ClosedChannelException e) {
            log.debug("port {} was closed before it was read", sockets.port);
        }
    }

    private SocketPair bind(InetAddress local) {
        String refusal = "";
        for (int i = 0; i < ports.size(); i++) {
            int port = ports.take();
            if (port == PortPool.NONE) {
                break;
            }
            try {
                return SocketPair.bind(local, port);
            } catch (IOException e) {
                counters.increment(MediaCounter.PORTS_TAKEN_ELSEWHERE);
                refusal = ", the last one tried because of: " + e.getMessage();
                ports.free(port);
            }
        }
        counters.increment(MediaCounter.PORTS_EXHAUSTED);
        throw new PortsExhausted("none of the " + ports.size() + " RTP port pairs " + config.firstPort() + " to "
                + config.lastPort() + " is free on " + local.getHostAddress() + refusal);
    }

    private @Nullable Courier courier(Context context) {
        Object route = Courier.route(context);
        return route == null
                ? null
                : courierByLoop.computeIfAbsent(route, loop -> {
                    Courier courier = Courier.to(context);
                    couriers.add(courier);
                    return courier;
                });
    }

    MediaLoop loop() {
        return loop;
    }

    Recorder recorder() {
        return recorder;
    }

    /** The session's port begins to rest, if any far end was told of it. Media thread. */
    void rest(RtpSession session, SocketPair sockets) {
        if (sockets.network != null) {
            sockets.network.end();
        }
        if (session.isAnnounced()) {
            resting.add(sockets, loop.now());
        } else {
            resting.release(sockets);
        }
        open.remove(session);
        counters.increment(MediaCounter.SESSIONS_CLOSED);
    }

    /** Codecs of calls that have no others. */
    public CodecPolicy codecs() {
        return config.codecs();
    }

    /** Sessions that are open now. */
    public int sessions() {
        return open.size();
    }

    /** What the media thread has counted since it started. */
    public MediaCounters counters() {
        return counters;
    }

    /** How late the steps of all calls began. */
    public StepTimes stepTimes() {
        return loop.times();
    }

    /** Stops the thread and closes every session that is still open. */
    @Override
    public void close() {
        closed = true;
        open.forEach(RtpSession::close);
        loop.stop();
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        handshakes.close();
        recorder.close();
    }

    /** No port pair is free; the call is answered 503. */
    public static final class PortsExhausted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public PortsExhausted(String message) {
            super(message);
        }
    }
}
