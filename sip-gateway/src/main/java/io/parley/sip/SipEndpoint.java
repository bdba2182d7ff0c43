package io.parley.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.parley.agent.CallInfo;
import io.parley.agent.DialRefused;
import io.parley.config.CodecPolicy;
import io.parley.config.DialConfig;
import io.parley.config.SipConfig;
import io.parley.config.SrtpPolicy;
import io.parley.config.Transport;
import io.parley.config.Trunk;
import io.parley.media.MediaEngine;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import javax.sip.InvalidArgumentException;
import javax.sip.PeerUnavailableException;
import javax.sip.SipException;
import javax.sip.SipProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stack, its listening points and its calls: what a gateway and a telephone have in common. Messages come on the
 * stack's threads, which only look, make the transaction and pass the event to the call's context.
 */
final class SipEndpoint implements SanityValve.Policy, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SipEndpoint.class);
    /** A connection that is not taken holds one for 3 s. */
    private static final int SENDERS = 32;

    private static final long CHECK_MILLIS = 1_000;
    private static final long STALL_MILLIS = 5_000;
    private static final long REFRESH_MILLIS = 10_000;

    /** What an endpoint is made of. */
    record Setup(
            String name,
            SipConfig sip,
            Sources sources,
            SipTimings timings,
            GateLimits gate,
            RandomGenerator random,
            SipCounters counters,
            Intake intake) {}

    /** Who takes requests that belong to no call yet. */
    interface Intake {
        /** Why a request outside a dialog cannot be taken now, or null. On a stack's thread. */
        @Nullable
        Flaw refuse(SIPRequest request, Trunk trunk);

        /** An INVITE, answered 100 already. On a stack's thread. */
        void invite(Incoming invite, Binding binding, Trunk trunk);

        /** Whether we are registered there, so that calls may come by a connection that is silent. Any thread. */
        default boolean isServer(InetAddress address) {
            return false;
        }

        /** Whether the audio of that trunk's calls is encrypted. */
        SrtpPolicy srtp(String trunk);

        /** Codecs of that trunk's calls; the default where it has none of its own. Any thread. */
        default CodecPolicy codecs(String trunk) {
            return CodecPolicy.DEFAULT;
        }

        /** Whether calls of that trunk may be sent elsewhere by REFER. */
        default boolean acceptsRefer(String trunk) {
            return false;
        }

        /** The call that a REFER in that call asks for, whether it may be dialled or not; null where it leads elsewhere. Any thread. */
        default CallMaker.@Nullable Plan referred(CallInfo call, Referral to) {
            return null;
        }

        /** Whom its calls may call. */
        Outbound outbound();

        /** Who registers with us; null where nobody may. */
        default @Nullable Registrar registrar() {
            return null;
        }
    }

    private final Vertx vertx;
    private final Setup setup;
    private final SipCounters counters;
    private final CallRegistry registry = new CallRegistry();
    private final Gate gate;
    private final TlsFiles tlsFiles;
    private final GuardedNetwork network;
    private final CallServices services;
    private final ParleyStack stack;
    private final Map<SipProvider, Binding> bindings = new ConcurrentHashMap<>();
    private final long connectionCheck;
    private final StuckCalls stuck;
    private final long certificateCheck;

    private SipEndpoint(Vertx vertx, Setup setup, MediaEngine media) throws PeerUnavailableException {
        this.vertx = vertx;
        this.setup = setup;
        this.counters = setup.counters();
        Identifiers identifiers = new Identifiers(setup.random(), System::currentTimeMillis);
        Messages messages = new Messages(identifiers, Product.NAME);
        this.gate = new Gate(setup.sources(), setup.gate(), counters, System::nanoTime);
        this.tlsFiles = TlsFiles.read(setup.sip().tls());
        this.network = new GuardedNetwork(gate, setup.gate(), counters, new Tls(tlsFiles, counters));
        this.services = new CallServices(
                messages,
                identifiers,
                setup.random(),
                registry,
                counters,
                media,
                setup.timings(),
                this::locate,
                this::follow,
                setup.intake().outbound(),
                network,
                vertx.createSharedWorkerExecutor("parley-sip-sender", SENDERS),
                this::codecs,
                new AtomicInteger());
        SanityValve valve = new SanityValve(gate, network, counters, messages, this);
        this.stack = new ParleyStack(setup.name(), network, new GuardedParser.Factory(gate, counters), valve);
        this.connectionCheck = vertx.setPeriodic(CHECK_MILLIS, id -> closeUselessConnections());
        this.stuck = new StuckCalls(registry, setup.timings());
        this.certificateCheck = vertx.setPeriodic(REFRESH_MILLIS, id -> refreshCertificates());
    }

    /** Also every ten seconds by itself. Blocks nobody. */
    Future<Boolean> refreshCertificates() {
        return vertx.executeBlocking(tlsFiles::refresh, false)
                .onFailure(e -> log.error("TLS: the certificates could not be looked at", e));
    }

    private void closeUselessConnections() {
        long now = System.nanoTime();
        network.closeStalled(now, STALL_MILLIS);
        Registrar registrar = setup.intake().registrar();
        Set<InetAddress> registered =
                registrar == null ? Set.of() : registrar.location().sources();
        Set<InetAddress> peers = registry.calls().stream().map(SipCall::peer).collect(Collectors.toSet());
        network.closeIdle(
                now,
                peer -> peers.contains(peer)
                        || registered.contains(peer)
                        || setup.intake().isServer(peer));
    }

    /**
     * Binds every listening point and begins to listen. Blocks.
     *
     * @throws SipFault when a listening point cannot be bound
     */
    static SipEndpoint start(Vertx vertx, Setup setup, MediaEngine media) {
        SipEndpoint endpoint;
        try {
            endpoint = new SipEndpoint(vertx, setup, media);
        } catch (PeerUnavailableException e) {
            throw new SipFault("the SIP stack does not start: " + e.getMessage(), e);
        }
        try {
            StackEvents events = new StackEvents(endpoint);
            for (Binding binding : ListeningPoints.bind(endpoint.stack, setup.sip(), events)) {
                endpoint.bindings.put(binding.provider(), binding);
            }
            return endpoint;
        } catch (RuntimeException e) {
            endpoint.close();
            throw e;
        }
    }

    CallServices services() {
        return services;
    }

    Vertx vertx() {
        return vertx;
    }

    SipCounters counters() {
        return counters;
    }

    CallRegistry registry() {
        return registry;
    }

    Gate gate() {
        return gate;
    }

    GuardedNetwork network() {
        return network;
    }

    ParleyStack stack() {
        return stack;
    }

    Binding binding(SipProvider provider) {
        Binding binding = bindings.get(provider);
        if (binding == null) {
            throw new IllegalStateException("a provider of another stack");
        }
        return binding;
    }

    /**
     * The local address by which a peer is reached: another of the peer's family when the route leaves by one on which
     * nothing listens, null when there is none of that family or no route at all.
     */
    @Nullable
    Binding towards(InetAddress peer) {
        InetAddress local = LocalAddresses.towards(peer);
        List<Binding> family = bindings.values().stream()
                .filter(b -> LocalAddresses.isSameFamily(b.address(), peer))
                .toList();
        if (local == null || family.isEmpty()) {
            return null;
        }
        return family.stream()
                .filter(b -> b.address().equals(local))
                .findFirst()
                .orElse(family.get(0));
    }

    /** Where this transport listens. */
    List<InetSocketAddress> addresses(Transport transport) {
        return bindings.values().stream()
                .map(b -> b.path(transport.name()))
                .filter(java.util.Objects::nonNull)
                .map(p -> new InetSocketAddress(p.local(), p.port()))
                .toList();
    }

    /** Whose that address is; null where nothing that comes from there is heard. */
    @Nullable
    Trunk trunkOf(InetAddress address) {
        return gate.trunkOf(address);
    }

    /** A context for one call, on one of the event loops in turn. */
    Context newContext() {
        return ((VertxInternal) vertx).createEventLoopContext();
    }

    /** An INVITE that makes a call. */
    void outside(Incoming invite, Binding binding) {
        Trunk trunk = gate.trunkOf(invite.request().getPeerPacketSourceAddress());
        if (trunk != null) {
            setup.intake().invite(invite, binding, trunk);
        }
    }

    /** The stateless answers that need the tables (RFC 3261, section 8.2.2.2, 9.2 and 12.2.2). */
    @Override
    public @Nullable Flaw refuse(SIPRequest request, InetAddress source) {
        if (stack.isRetransmission(request)) {
            return null;
        }
        String method = request.getMethod();
        if (method.equals("CANCEL")) {
            return stack.hasInviteOf(request) ? null : noDialog();
        }
        if (request.getToTag() != null) {
            if (method.equals("REGISTER")) { // no dialog has any (RFC 3261, section 10.2)
                return noDialog();
            }
            SipCall call = registry.byDialog(request.getCallId().getCallId(), request.getToTag());
            boolean known = call != null && call.isFrom(request.getFromTag());
            if (known && call != null && call.isSecure() && !isSecure(request)) { // our answer might have a key
                return new Flaw(403, "Forbidden", SipCounter.REFUSED_INSECURE, List.of());
            }
            Flaw refusal = known && call != null && method.equals("REFER") ? refer(request, call) : null;
            return !known ? noDialog() : refusal != null ? refusal : overload(method);
        }
        if (method.equals("INVITE")) {
            CallRegistry.InviteKey key = StackEvents.inviteKey(request);
            if (registry.byInvite(key) != null) {
                return new Flaw(482, "Loop Detected", SipCounter.REFUSED_MERGED, List.of());
            }
        } else if (!method.equals("OPTIONS") && !method.equals("REGISTER")) {
            return noDialog();
        }
        Trunk trunk = gate.trunkOf(source);
        if (trunk == null) {
            return new Flaw(403, "Forbidden", SipCounter.DROPPED_SOURCE, List.of());
        }
        Flaw refusal = setup.intake().refuse(request, trunk);
        return refusal == null ? overload(method) : refusal;
    }

    /** Via names the transport that it came by, whatever the sender wrote ({@link GuardedParser}). */
    static boolean isSecure(SIPRequest request) {
        return "TLS".equalsIgnoreCase(request.getTopmostVia().getTransport());
    }

    /** Whether the audio of that trunk's calls is encrypted. */
    SrtpPolicy srtp(String trunk) {
        return setup.intake().srtp(trunk);
    }

    /** Codecs of that trunk's calls. */
    CodecPolicy codecs(String trunk) {
        CodecPolicy own = setup.intake().codecs(trunk);
        return own.isDefault() ? services.media().codecs() : own;
    }

    /** Of a dialog that has agreed nothing yet. */
    SessionTimer sessionTimer() {
        return SessionTimer.of(setup.sip().sessionTimer());
    }

    @Override
    public Set<String> extensions() {
        return Answers.extensions(sessionTimer());
    }

    @Override
    public boolean isRegistrar() {
        return setup.intake().registrar() != null;
    }

    /** RFC 3515: nobody sends an agent elsewhere, unless his trunk's configuration lets him, and then to the trunk itself. */
    private @Nullable Flaw refer(SIPRequest request, SipCall call) {
        if (!setup.intake().acceptsRefer(call.info().trunk())) {
            return Sanity.method("REFER");
        }
        Referral to = Referral.read(OtherFields.of(request));
        if (to == null) {
            return Flaw.malformed("Malformed Refer-To");
        }
        if (call.isReferring()) {
            return new Flaw(491, "Request Pending", SipCounter.REFERRALS_REFUSED, List.of());
        }
        CallMaker.Plan plan = setup.intake().referred(call.info(), to);
        if (plan == null) {
            return new Flaw(403, "Forbidden", SipCounter.REFERRALS_REFUSED, List.of());
        }
        return services.outbound()
                .refusal(wish(call, plan))
                .map(SipEndpoint::refused)
                .orElse(null);
    }

    private Outbound.Wish wish(SipCall call, CallMaker.Plan plan) {
        return services.outbound().wish(call.info(), plan.target(), plan.trunk());
    }

    private static Flaw refused(DialConfig.Refusal why) {
        int status = new DialRefused(why).status();
        return new Flaw(
                status, status == 503 ? "Service Unavailable" : "Forbidden", SipCounter.REFERRALS_REFUSED, List.of());
    }

    private Future<Integer> follow(SipCall call, Referral to) {
        CallMaker.Plan plan = setup.intake().referred(call.info(), to);
        if (plan == null) {
            return Future.succeededFuture(403);
        }
        return call.onContext(services.outbound().permit(wish(call, plan)))
                .compose(permit -> Future.succeededFuture(plan)
                        .map(where -> begins(where, call, to, permit) ? 0 : 503)
                        .onFailure(e -> permit.release()))
                .otherwise(e -> e instanceof DialRefused refused ? refused.status() : 503);
    }

    private boolean begins(CallMaker.Plan plan, SipCall call, Referral to, Outbound.Permit permit) {
        boolean begun = !call.isOver() && new CallMaker(this).follow(plan, call, to.headers(), permit::release);
        if (!begun) {
            permit.release();
        }
        return begun;
    }

    /** Where a transfer leads; null where its user is not registered. */
    private @Nullable String locate(String uri) {
        Registrar registrar = setup.intake().registrar();
        return registrar == null ? uri : registrar.locate(services.messages().uri(uri), services.messages());
    }

    /** A REGISTER. */
    void register(Incoming incoming) throws SipException, InvalidArgumentException, ParseException {
        Registrar registrar = setup.intake().registrar();
        if (registrar != null) {
            registrar.register(
                    incoming, services.messages(), services.identifiers().tag(), counters);
        }
    }

    /** What would make one more transaction than we can bear; the end of a call is always heard. */
    private @Nullable Flaw overload(String method) {
        boolean free = method.equals("BYE") || method.equals("ACK") || method.equals("OPTIONS");
        return free || stack.getServerTransactionTableSize() < setup.gate().transactions()
                ? null
                : new Flaw(503, "Service Unavailable", SipCounter.REFUSED_OVERLOAD, Busy.headers(503));
    }

    private static Flaw noDialog() {
        return new Flaw(481, "Call/Transaction Does Not Exist", SipCounter.REFUSED_NO_DIALOG, List.of());
    }

    /** A transaction of ours, or a 2xx that comes again after its transaction has ended. */
    @Override
    public boolean expects(SIPResponse response) {
        return stack.hasRequestOf(response)
                || registry.byDialog(response.getCallId().getCallId(), response.getFromTag()) != null
                        && response.getCSeq().getMethod().equals("INVITE")
                        && response.getStatusCode() / 100 == 2;
    }

    /** A 200 to OPTIONS outside a dialog, of which nothing is kept. */
    void answerOptions(SIPRequest request, SipProvider provider) throws SipException, ParseException {
        counters.count(SipCounter.OPTIONS_ANSWERED);
        CallAction.Respond answer = CallState.capabilities(new Exchange() {}, sessionTimer());
        provider.sendResponse(services.messages()
                .response(request, 200, services.identifiers().tag(), null, answer.headers(), null));
    }

    /** Stops listening and drops what is under way. Blocks for about a second. */
    @Override
    public void close() {
        vertx.cancelTimer(connectionCheck);
        stuck.close();
        vertx.cancelTimer(certificateCheck);
        services.sender().close();
        stack.stop();
    }
}
