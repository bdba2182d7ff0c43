package io.parley.server;

import io.parley.actions.Store;
import io.parley.agent.AgentRuntime;
import io.parley.agent.CallHandler;
import io.parley.agent.CallInfo;
import io.parley.agent.CallLeg;
import io.parley.agent.CallListener;
import io.parley.agent.CallRecord;
import io.parley.agent.Conversation;
import io.parley.agent.Engine;
import io.parley.agent.Termination;
import io.parley.config.TransferSpec;
import io.parley.media.RtpStats;
import io.parley.server.metrics.Metrics;
import io.parley.sip.MediaLeg;
import io.parley.sip.SipGateway;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Where calls come in: finds the agent for a number, lets it converse, and keeps the books: who is on the line, and the
 * record of every call. How many calls there may be at once is the gateway's to see to, by its lines. Called on the
 * calls' contexts; what HTTP asks is asked on any thread.
 */
final class CallDesk implements CallHandler {
    /** Records kept here, so that a call that has just ended can be read while the store is still writing, or away. */
    private static final int RECENT = 100;

    private static final Logger LOG = LoggerFactory.getLogger("io.parley.calls");

    /** Packets that the far end of an earlier call on the same port may still have sent: they say nothing of this one. */
    private static final int STRAGGLERS = 10;

    private final Reception reception;
    private final Store store;
    private final Metrics metrics;
    private final Path recordings;
    private final CallWatcher watcher;
    private final Admission admission;
    private final Map<String, LiveCall> live = new ConcurrentHashMap<>();
    private final Map<String, String> recent = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > RECENT;
        }
    });
    /** What converses; there is nothing while the models are being loaded. */
    private volatile @Nullable Engine engine;

    private volatile @Nullable Switchboard calls;

    /** @param recordings folder for calls of agents whose file asks for recording */
    CallDesk(
            Reception reception,
            Store store,
            Metrics metrics,
            Path recordings,
            CallWatcher watcher,
            Admission admission) {
        this.reception = reception;
        this.store = store;
        this.metrics = metrics;
        this.recordings = recordings;
        this.watcher = watcher;
        this.admission = admission;
    }

    /**
     * Takes calls from now on; before, every INVITE is answered 503.
     *
     * @param gateway makes the calls of attended transfers
     */
    void open(Engine with, SipGateway gateway, Vertx vertx) {
        calls = new Consultations(gateway, vertx);
        engine = with;
    }

    @Override
    public int admit(CallInfo call) {
        if (reception.agentFor(call).isEmpty()) {
            metrics.unknownNumber();
            return 404;
        }
        if (admission.refuses()) {
            metrics.refusedByLoad();
            return 503;
        }
        return engine == null ? 503 : 0;
    }

    @Override
    public @Nullable String agentOf(CallInfo call) {
        LiveCall found = live.get(call.id());
        return found == null ? null : found.agent();
    }

    @Override
    public void onCall(CallLeg leg) {
        Optional<String> whose = reception.agentFor(leg.info());
        if (whose.isEmpty()) { // agents have changed since it was admitted
            leg.hangUp(Termination.rejected(404));
            return;
        }
        LiveCall call = begin(leg, whose.get());
        Books books = new Books(call, leg);
        Future<AgentRuntime> agent = reception.agent(leg.info());
        if (agent.succeeded()) {
            converse(call, leg, books, agent.result());
        } else {
            leg.listen(books);
            agent.onComplete(decided -> leg.executor().execute(() -> decided(call, leg, books, decided)));
        }
    }

    private LiveCall begin(CallLeg leg, String agent) {
        LiveCall call = new LiveCall(leg, agent, System.nanoTime());
        live.put(leg.info().id(), call);
        metrics.callStarted();
        store.putLive(leg.info().id(), Json.text(call.brief()));
        return call;
    }

    /** The agent is ready, or never will be; the caller may have gone meanwhile. */
    private void decided(LiveCall call, CallLeg leg, Books books, AsyncResult<AgentRuntime> agent) {
        if (live.get(leg.info().id()) != call) {
            return;
        }
        if (agent.succeeded()) {
            converse(call, leg, books, agent.result());
        } else {
            LOG.error("call {}: there is no agent for it", leg.info().id(), agent.cause());
            leg.hangUp(Termination.rejected(500));
        }
    }

    private void converse(LiveCall call, CallLeg leg, Books books, AgentRuntime agent) {
        books.recording = agent.spec().recording();
        converse(call, books, () -> consulting(leg), agent);
    }

    /** @param leg what the conversation gets */
    private void converse(LiveCall call, Books books, Supplier<CallLeg> leg, AgentRuntime agent) {
        try {
            Engine present = Objects.requireNonNull(engine, "admitted before the desk was open");
            call.converses(present.open(new WatchedLeg(leg.get(), books), agent));
        } catch (RuntimeException | Error e) {
            books.onEnded(Termination.serverError());
            throw e;
        }
    }

    private CallLeg consulting(CallLeg leg) {
        Switchboard present = calls;
        return present != null && leg instanceof MediaLeg carried && carried.isTransferable()
                ? new ConsultingLeg(carried, present)
                : leg;
    }

    /** Renews the marks of live calls in the store. */
    void renew() {
        live.values().forEach(call -> store.putLive(call.info().id(), Json.text(call.brief())));
    }

    @Nullable
    LiveCall live(String callId) {
        return live.get(callId);
    }

    List<LiveCall> live() {
        return List.copyOf(live.values());
    }

    /** A call's record as JSON text, live or ended; null where there is none. Fails while the store is away. */
    Future<@Nullable String> record(String callId) {
        LiveCall call = live.get(callId);
        if (call != null) {
            return call.snapshot().map(Json::text);
        }
        String ended = recent.get(callId);
        return ended != null ? Future.succeededFuture(ended) : store.record(callId);
    }

    /** Calls whoever is to take a call over; their conversation is booked like any other. */
    private final class Consultations implements Switchboard {
        private final SipGateway gateway;
        private final Vertx vertx;

        Consultations(SipGateway gateway, Vertx vertx) {
            this.gateway = gateway;
            this.vertx = vertx;
        }

        @Override
        public Future<CallLeg> call(
                MediaLeg about, TransferSpec to, Map<String, String> headers, Consumer<CallLeg> prepare) {
            return gateway.consult(about, to.to(), to.trunk(), headers, prepare);
        }

        @Override
        public void converse(CallLeg carried, CallLeg leg, AgentRuntime agent) {
            LiveCall call = begin(carried, agent.spec().id());
            try {
                CallDesk.this.converse(call, new Books(call, carried), () -> leg, agent);
            } catch (RuntimeException | Error e) {
                carried.executor().execute(() -> carried.hangUp(Termination.serverError()));
                throw e;
            }
        }

        @Override
        public Timer after(Duration delay, CallLeg call, Runnable job) {
            long id = vertx.setTimer(delay.toMillis(), fired -> call.executor().execute(job));
            return () -> vertx.cancelTimer(id);
        }
    }

    /** Books a call in when it is answered, and out when it is over. */
    private final class Books implements CallListener {
        private final LiveCall call;
        private final CallLeg leg;
        private boolean recording;

        Books(LiveCall call, CallLeg leg) {
            this.call = call;
            this.leg = leg;
        }

        @Override
        public void onAnswered() {
            if (call.info().inbound()) {
                metrics.callAnswered((System.nanoTime() - call.sinceNanos()) / 1e9);
            }
            if (recording && leg instanceof MediaLeg carried) {
                carried.media().record(recordings.resolve(call.info().id() + ".wav"));
            }
        }

        @Override
        public void onHold(boolean held) {
            // The conversation's business alone.
        }

        @Override
        public void onEnded(Termination why) {
            String id = call.info().id();
            if (live.remove(id) == null) {
                return;
            }
            RtpStats media = call.media();
            CallRecord record = record(why);
            String json = Json.text(Records.full(record, media));
            recent.put(id, json);
            store.putRecord(id, json, Store.MAX_KEEP);
            store.removeLive(id);
            metrics.callEnded(call.agent(), why);
            if (media != null) {
                metrics.media(media);
            }
            log(why, media);
            watcher.ended(record);
        }

        private CallRecord record(Termination why) {
            Conversation talk = call.conversation();
            return talk != null
                    ? talk.record()
                    : new CallRecord(call.info(), call.agent(), why, 0, List.of(), List.of());
        }

        private void log(Termination why, @Nullable RtpStats media) {
            boolean deaf = media != null && media.packetsReceived() == 0 && media.rejected() > STRAGGLERS;
            LoggingEventBuilder line = (deaf ? LOG.atWarn() : LOG.atInfo())
                    .addKeyValue("call", call.info().id())
                    .addKeyValue("agent", call.agent())
                    .addKeyValue("trunk", call.info().trunk())
                    .addKeyValue("termination", why.toString());
            if (deaf) {
                line = line.addKeyValue(
                        "hint",
                        "all audio came from elsewhere than the peer's SDP says; nat: true at the trunk takes it");
            }
            LogLine.with(line, media == null ? Map.of() : Records.media(media)).log("over");
        }
    }
}
