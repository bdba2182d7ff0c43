package io.parley.sip;

import gov.nist.javax.sip.message.SIPRequest;
import io.parley.agent.CallHandler;
import io.parley.agent.CallInfo;
import io.parley.agent.CallLeg;
import io.parley.agent.DialRefused;
import io.parley.agent.Termination;
import io.parley.config.CodecPolicy;
import io.parley.config.DialConfig;
import io.parley.config.Limits;
import io.parley.config.SipConfig;
import io.parley.config.SrtpPolicy;
import io.parley.config.Transport;
import io.parley.config.Trunk;
import io.parley.config.TrunkPolicy;
import io.parley.config.Trunks;
import io.parley.media.MediaEngine;
import io.parley.media.OfferAnswer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sip.address.SipURI;
import org.jspecify.annotations.Nullable;

/**
 * Takes calls: an INVITE that passes every check becomes a {@link io.parley.agent.CallLeg} for the {@link CallHandler},
 * on a Vert.x context of its own.
 */
public final class SipGateway {
    private static final long POLL_MILLIS = 50;
    /** How long our BYEs may take to be answered when we stop. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final CallHandler handler;
    private final Lines lines;
    private final SipEndpoint endpoint;
    private final TrunkLines trunks;
    private final @Nullable Registrar registrar;
    private final @Nullable InetAddress published;
    private final Map<String, Trunk> configured;
    private final Trunks byAddress;
    private final Outbound outbound;
    private final OtherCalls others;
    private volatile boolean draining;

    private SipGateway(
            Vertx vertx,
            SipConfig sip,
            Peers peers,
            Limits limits,
            SipTimings timings,
            RegistrationTimes registration,
            GateLimits gate,
            MediaEngine media,
            CallHandler handler) {
        this.vertx = vertx;
        this.handler = handler;
        this.lines = new Lines(limits.calls());
        this.configured =
                peers.trunks().stream().collect(Collectors.toMap(Trunk::name, trunk -> trunk, (first, same) -> first));
        this.byAddress = Trunks.of(peers.trunks());
        Map<Trunk, String> passwords = TrunkLines.passwords(peers);
        SecureRandom random = new SecureRandom();
        List<InetAddress> own = LocalAddresses.all();
        SipCounters counters = new SipCounters();
        this.published = OwnUsers.published(sip);
        this.registrar = peers.registrar().users().isEmpty()
                ? null
                : new Registrar(
                        peers.registrar(),
                        Doorkeeper.of(peers, counters, random, System::nanoTime),
                        own,
                        published,
                        at -> listensAt(at) || isPeer(at.getAddress()),
                        System::nanoTime);
        this.outbound = new Outbound(
                peers.dialling(), counters, handler::agentOf, uri -> registrar != null && registrar.isOurs(uri));
        this.endpoint = SipEndpoint.start(
                vertx,
                new SipEndpoint.Setup(
                        "gateway",
                        sip,
                        listed(peers.trunks(), own).or(this::registeredWith).or(this::registeredHere),
                        timings,
                        gate,
                        random,
                        counters,
                        new Reception()),
                media);
        if (registrar != null) {
            registrar.bans(endpoint.gate().bans());
        }
        this.others = new OtherCalls(endpoint, lines, () -> draining);
        this.trunks = TrunkLines.start(endpoint, sip.nameServer(), passwords, registration);
    }

    /** Where users register, no address may call of itself because no trunk is listed. */
    private Sources listed(List<Trunk> list, List<InetAddress> own) {
        return registrar != null && list.isEmpty() ? address -> null : Sources.of(list, own);
    }

    private boolean isPeer(InetAddress address) {
        return endpoint.gate().isPeer(address);
    }

    private boolean listensAt(InetSocketAddress at) {
        return Stream.of(Transport.values())
                .flatMap(transport -> addresses(transport).stream())
                .anyMatch(
                        ours -> ours.equals(at) || at.getAddress().equals(published) && at.getPort() == ours.getPort());
    }

    private @Nullable Trunk registeredHere(InetAddress source) {
        return registrar == null ? null : registrar.trunkOf(source);
    }

    /** Calls come from the servers that we are registered with. */
    private @Nullable Trunk registeredWith(InetAddress source) {
        TrunkLines registered = trunks; // not there yet while the sockets are being bound
        return registered == null ? null : registered.trunkOf(source);
    }

    /**
     * Binds the listening points and takes calls from now on. Blocks while it binds.
     *
     * @param trunks who may call; empty for loopback and private addresses
     * @throws SipFault when a listening point cannot be bound or a trunk's address is none
     */
    public static SipGateway start(
            Vertx vertx, SipConfig sip, List<Trunk> trunks, Limits limits, MediaEngine media, CallHandler handler) {
        return start(vertx, sip, Peers.of(trunks), limits, media, handler);
    }

    /**
     * The same, and registers with the trunks that say so. Where that fails, it goes on trying and takes calls
     * meanwhile ({@link #registrations}).
     *
     * @throws SipFault when a listening point cannot be bound, or a password is not where it should be
     */
    public static SipGateway start(
            Vertx vertx, SipConfig sip, Peers peers, Limits limits, MediaEngine media, CallHandler handler) {
        SipTimings timings = SipTimings.standard(limits.callLength()).ringing(limits.ringing());
        return start(
                vertx, sip, peers, limits, timings, RegistrationTimes.STANDARD, GateLimits.DEFAULT, media, handler);
    }

    static SipGateway start(
            Vertx vertx,
            SipConfig sip,
            Peers peers,
            Limits limits,
            SipTimings timings,
            RegistrationTimes registration,
            GateLimits gate,
            MediaEngine media,
            CallHandler handler) {
        return new SipGateway(vertx, sip, peers, limits, timings, registration, gate, media, handler);
    }

    /**
     * Calls by a trunk that we are registered with.
     *
     * @param trunk its name
     * @param number user part of the address that is called
     * @param prepare gets the leg on the call's context before the INVITE leaves, and must set its listeners
     * @return completes when the INVITE is on its way; fails with {@link SipFault} when there is no such trunk, it was
     *     never registered, or all lines are taken
     */
    public Future<CallLeg> call(String trunk, String number, Consumer<CallLeg> prepare) {
        Context context = endpoint.newContext();
        return permitted(
                new Outbound.Wish(null, null, trunk, number, false),
                () -> byTrunk(trunk, number),
                (plan, permit) -> place(plan, context, permit, prepare));
    }

    /**
     * Calls a user who is registered with us, on the telephone that he prefers.
     *
     * @return as {@link #call}; fails with {@link SipFault} when he is not registered
     */
    public Future<CallLeg> callUser(String user, Consumer<CallLeg> prepare) {
        Context context = endpoint.newContext();
        return permitted(
                new Outbound.Wish(null, null, Trunk.USERS_NAME, user, true),
                () -> planned(user),
                (plan, permit) -> place(plan, context, permit, prepare));
    }

    /**
     * Calls somebody about a call that is up, on the context of that call.
     *
     * @param about a call of this gateway
     * @param target SIP URI; a user who is registered with us is called on the telephone that he prefers
     * @param trunk to call by, which then gets the URI's user part; null calls the address itself
     * @param headers of the INVITE besides, by name: sound ones
     * @return as {@link #call}; fails with {@link SipFault} also when the host is not known
     */
    public Future<CallLeg> consult(
            MediaLeg about,
            String target,
            @Nullable String trunk,
            Map<String, String> headers,
            Consumer<CallLeg> prepare) {
        SipURI uri = endpoint.services().messages().uri(target);
        Context context = ((SipCall) about).context();
        String by = trunk == null ? trunkTowards(uri) : trunk;
        Outbound.Wish wish = outbound.wish(about.info(), uri, by);
        // What fails outside of any call's own jobs there stays the first one's.
        return permitted(
                        trunk == null ? wish : wish.outside(),
                        () -> trunk == null ? directly(uri, about) : byTrunk(trunk, user(uri)),
                        (plan, permit) -> place(plan.saying(headers), context, permit, prepare))
                .onComplete(made -> ((SipCall) about).latest().guard());
    }

    private interface Placing {
        Future<CallLeg> place(CallMaker.Plan plan, Outbound.Permit permit);
    }

    /** Nothing is looked up, and nobody called, before the rules allow it. */
    private Future<CallLeg> permitted(Outbound.Wish wish, Supplier<Future<CallMaker.Plan>> plan, Placing placing) {
        return outbound.permit(wish)
                .compose(permit -> Future.succeededFuture(plan)
                        .compose(Supplier::get)
                        .compose(made -> placing.place(made, permit))
                        .onFailure(e -> permit.release()));
    }

    /** Of a literal address, whose it is; a name's is not known before it is looked up. */
    private String trunkTowards(SipURI uri) {
        InetAddress address = LocalAddresses.full(uri.getHost());
        Trunk found = address == null ? null : endpoint.trunkOf(address);
        return found == null ? "" : found.name();
    }

    private Future<CallMaker.Plan> byTrunk(String trunk, String number) {
        TrunkLine line = trunks.named(trunk);
        CallMaker.Plan plan = line == null ? null : line.plan(number);
        return plan == null
                ? Future.failedFuture(new SipFault("we are registered with no trunk '" + trunk + "'"))
                : Future.succeededFuture(plan);
    }

    private Future<CallMaker.Plan> planned(String user) {
        CallMaker.Plan plan = registrar == null
                ? null
                : registrar.plan(user, endpoint.services().messages());
        return plan == null
                ? Future.failedFuture(new SipFault("no user '" + user + "' is registered with us"))
                : Future.succeededFuture(plan);
    }

    private Future<CallMaker.Plan> directly(SipURI uri, MediaLeg about) {
        if (registrar != null && registrar.isOurs(uri)) {
            return planned(user(uri));
        }
        return vertx.executeBlocking(() -> InetAddress.getByName(uri.getHost()), false)
                .compose(address -> {
                    Trunk trunk = endpoint.trunkOf(address);
                    endpoint.network().calls(Hop.of(uri, address, "udp"), uri.getHost());
                    if (trunk == null) {
                        return Future.failedFuture(new SipFault("'" + uri + "' is at no address of a trunk or a user,"
                                + " and what comes from elsewhere is not heard"));
                    }
                    Optional<DialConfig.Refusal> refusal = // of a name's trunk, which is known only now
                            outbound.refusal(outbound.wish(about.info(), uri, trunk.name()));
                    return refusal.isPresent()
                            ? Future.failedFuture(new DialRefused(refusal.get()))
                            : Future.succeededFuture(
                                    CallMaker.Plan.to(uri, address, about.info().number(), trunk.name()));
                });
    }

    private static String user(SipURI uri) {
        return uri.getUser() == null ? "" : uri.getUser();
    }

    /** Sources that are not heard for a time, by their address: why, and for how many seconds. Any thread. */
    public Map<String, String> bans() {
        Map<String, String> all = new LinkedHashMap<>();
        endpoint.gate().bans().list().forEach(ban -> all.put(ban.source(), ban.reason() + " " + ban.seconds() + "s"));
        return all;
    }

    /** Hears a source again; false where it was not banned. Any thread. */
    public boolean liftBan(String source) {
        return endpoint.gate().bans().lift(source);
    }

    /** Telephones that are registered with us. */
    public int bindings() {
        return registrar == null ? 0 : registrar.location().size();
    }

    private Future<CallLeg> place(
            CallMaker.Plan plan, Context context, Outbound.Permit permit, Consumer<CallLeg> prepare) {
        Lines.Line line = draining ? null : lines.take();
        if (line == null) {
            permit.release();
            return Future.failedFuture(new SipFault("every line is taken"));
        }
        Runnable free = () -> {
            line.free();
            permit.release();
        };
        Consumer<CallLeg> known = leg -> {
            permit.places(leg.info());
            prepare.accept(leg);
        };
        return Future.succeededFuture(plan)
                .compose(to -> new CallMaker(endpoint).place(to, context, free, known))
                .onFailure(e -> free.run());
    }

    /** Other rules for whom we call; where they call nobody, the calls that we have made end. Any thread. */
    public void dial(DialConfig rules) {
        outbound.rules(rules);
        endOurs();
    }

    /** Calls nobody any more, and ends the calls that we have made; or calls whom the rules allow again. Any thread. */
    public void dialling(boolean on) {
        outbound.stop(!on);
        endOurs();
    }

    /** Whether anybody is called. */
    public boolean isDialling() {
        return !outbound.isStopped();
    }

    private void endOurs() {
        if (outbound.isStopped()) {
            endpoint.registry().calls().stream()
                    .filter(call -> call.isOurs())
                    .forEach(call -> call.deliver(new CallEvent.HangUp(Termination.cancelled())));
        }
    }

    /** Calls that something other than SIP carries. */
    public OtherCalls others() {
        return others;
    }

    /** Where it listens; with port 0 in the configuration, the port the system gave. */
    public List<InetSocketAddress> addresses(Transport transport) {
        return endpoint.addresses(transport);
    }

    public SipCounters counters() {
        return endpoint.counters();
    }

    /** How it stands with each trunk that we register with. Any thread. */
    public List<RegistrationStatus> registrations() {
        return trunks.statuses();
    }

    /** Calls that hold a line now. */
    public int liveCalls() {
        return lines.taken();
    }

    /** Dialogs there are, those that are being ended included. */
    public int dialogs() {
        return endpoint.registry().calls().size();
    }

    /** Transactions there are, on both sides; each lives for half a minute after its last message. */
    public int transactions() {
        return endpoint.stack().getServerTransactionTableSize()
                + endpoint.stack().getClientTransactionTableSize();
    }

    /** Timers that run, of calls and of the stack. */
    public int timers() {
        int ofStack = endpoint.stack().getTimer() instanceof StackTimer timer ? timer.waiting() : 0;
        return ofStack + endpoint.services().timers().get();
    }

    /**
     * Stops: unregisters, so that calls go elsewhere, refuses new calls with 503, lets those under way end by themselves
     * for at most {@code drain}, hangs up the rest, closes the sockets.
     */
    public Future<Void> stop(Duration drain) {
        draining = true;
        Future<Void> left = trunks.leave(FAREWELL);
        long drainUntil = System.nanoTime() + drain.toNanos();
        return until(drainUntil)
                .compose(v -> {
                    endpoint.registry().calls().forEach(c -> c.deliver(new CallEvent.HangUp(Termination.shutdown())));
                    others.hangUp(Termination.shutdown());
                    return until(System.nanoTime() + FAREWELL.toNanos());
                })
                .compose(v -> left)
                .compose(v -> vertx.executeBlocking(() -> {
                    trunks.close();
                    endpoint.close();
                    return null;
                }));
    }

    /** Completes when no call is left, or at that time. */
    private Future<Void> until(long nanos) {
        if (endpoint.registry().isEmpty() && others.isEmpty() || System.nanoTime() - nanos >= 0) {
            return Future.succeededFuture();
        }
        Promise<Void> later = Promise.promise();
        vertx.setTimer(POLL_MILLIS, id -> until(nanos).onComplete(later));
        return later.future();
    }

    @Nullable
    Registrar registrarOrNull() {
        return registrar;
    }

    SipEndpoint endpoint() {
        return endpoint;
    }

    /** What happens to requests from outside any call, on the stack's threads. */
    private final class Reception implements SipEndpoint.Intake {

        /** Which of the trunks at that source: the number that was dialled tells. */
        private Trunk dialled(SIPRequest request, Trunk found) {
            TrunkLines registered = trunks;
            Trunk trunk = registered == null
                    ? null
                    : registered.trunkOf(request.getPeerPacketSourceAddress(), Dialogs.user(request));
            return trunk == null ? found : trunk;
        }

        @Override
        public @Nullable Flaw refuse(SIPRequest request, Trunk trunk) {
            if (draining) {
                return new Flaw(503, "Service Unavailable", SipCounter.CALLS_REFUSED_DRAINING, Busy.headers(503));
            }
            boolean invite = request.getMethod().equals("INVITE");
            if (registrar != null
                    && (invite && registrar.isUsers(trunk)
                            || request.getMethod().equals("REGISTER"))) {
                Flaw refusal = registers(request, registrar);
                if (refusal != null) {
                    return refusal;
                }
            }
            return invite ? refuseInvite(request, trunk) : null;
        }

        private @Nullable Flaw refuseInvite(SIPRequest request, Trunk trunk) {
            OtherFields fields = OtherFields.of(request);
            boolean replaces = Replaces.isThere(fields); // it takes over a line that is taken already
            Flaw flaw = replaces
                    ? Replaces.refuse(
                            fields, endpoint.registry(), dialled(request, trunk).name())
                    : lines.isFull() ? full(dialled(request, trunk)) : null;
            return flaw == null ? tooBrief(request) : flaw;
        }

        /** RFC 4028, section 9. */
        private @Nullable Flaw tooBrief(SIPRequest request) {
            SessionTimer timer = endpoint.sessionTimer();
            return timer.isTooBrief(Terms.of(request))
                    ? new Flaw(422, "Session Interval Too Small", SipCounter.REFUSED_TIMER, List.of(timer.least()))
                    : null;
        }

        private @Nullable Flaw registers(SIPRequest request, Registrar with) {
            boolean may = with.trunkOf(request.getPeerPacketSourceAddress()) != null;
            return may ? with.refuse(request) : Sanity.method(request.getMethod());
        }

        @Override
        public @Nullable Registrar registrar() {
            return registrar;
        }

        @Override
        public SrtpPolicy srtp(String trunk) {
            Trunk of = configured.get(trunk);
            return of == null ? TrunkPolicy.NONE.srtp() : of.policy().srtp();
        }

        @Override
        public CodecPolicy codecs(String trunk) {
            Trunk of = configured.get(trunk);
            return of == null ? CodecPolicy.DEFAULT : of.policy().codecs();
        }

        @Override
        public boolean acceptsRefer(String trunk) {
            Trunk of = configured.get(trunk);
            return of != null && of.policy().acceptRefer();
        }

        @Override
        public CallMaker.@Nullable Plan referred(CallInfo call, Referral to) {
            Trunk trunk = configured.get(call.trunk());
            if (trunk == null || !trunk.policy().acceptRefer() || draining) {
                return null;
            }
            return Referrals.plan(
                    trunk,
                    byAddress,
                    trunks.named(trunk.name()),
                    call.number(),
                    to,
                    endpoint.services().messages());
        }

        @Override
        public Outbound outbound() {
            return outbound;
        }

        @Override
        public boolean isServer(InetAddress address) {
            return registeredWith(address) != null;
        }

        private Flaw full(Trunk trunk) {
            int status = trunk.busyCode();
            String phrase = status == 503 ? "Service Unavailable" : "Busy Here";
            return new Flaw(status, phrase, SipCounter.CALLS_REFUSED_FULL, Busy.headers(status));
        }

        @Override
        public void invite(Incoming invite, Binding binding, Trunk found) {
            Trunk trunk = dialled(invite.request(), found);
            if (Replaces.isThere(OtherFields.of(invite.request()))) {
                replace(invite, binding, trunk);
            } else {
                take(invite, binding, trunk);
            }
        }

        /** On the context of the call that it takes the place of, which may be over by now. */
        private void replace(Incoming invite, Binding binding, Trunk trunk) {
            SIPRequest request = invite.request();
            CallServices services = endpoint.services();
            Replaces replaces = Replaces.read(OtherFields.of(request));
            SipCall other = replaces == null ? null : replaces.in(services.registry());
            CallInfo info = Dialogs.info(
                    other == null
                            ? services.identifiers().callId()
                            : other.info().id(),
                    request,
                    trunk,
                    Instant.now());
            Binding media = other == null ? binding : other.mediaBinding();
            Context context = other == null ? endpoint.newContext() : other.context();
            SipCall call = ringing(invite, info, context, way(invite, binding, media, trunk), trunk, () -> {});
            if (other == null || replaces == null) {
                call.deliver(new CallEvent.Refused(481, List.of()));
            } else {
                other.guard(); // until its place is taken
                context.runOnContext(v -> call.replace(other, replaces.earlyOnly()));
            }
        }

        /** Who has called by TLS is called back by that connection. */
        private CallPath way(Incoming invite, Binding binding, Binding media, Trunk trunk) {
            SIPRequest request = invite.request();
            Path path = invite.path();
            SrtpPolicy srtp = trunk.policy().srtp();
            return path.isSecure()
                    ? new CallPath(binding, path, media, Hop.from(request, Hop.TLS), true, null, List.of(), srtp)
                    : new CallPath(binding, path, media, srtp);
        }

        private void take(Incoming invite, Binding binding, Trunk trunk) {
            SIPRequest request = invite.request();
            CallServices services = endpoint.services();
            CallInfo info = Dialogs.info(services.identifiers().callId(), request, trunk, Instant.now());
            CallPath path = way(invite, binding, mediaFor(invite, binding, trunk), trunk);
            Context context = endpoint.newContext();
            Lines.Line line = lines.take();
            SipCall call = ringing(invite, info, context, path, trunk, line == null ? () -> {} : line::free);
            if (line == null) { // the last line went while this INVITE was being looked at
                services.counters().count(SipCounter.CALLS_REFUSED_FULL);
                call.deliver(new CallEvent.Refused(trunk.busyCode(), Busy.headers(trunk.busyCode())));
            } else {
                context.runOnContext(v -> call.receive(handler, trunk.busyCode()));
            }
        }

        /** A call of theirs, in every table. */
        private SipCall ringing(
                Incoming invite, CallInfo info, Context context, CallPath path, Trunk trunk, Runnable freeLine) {
            SIPRequest request = invite.request();
            CallServices services = endpoint.services();
            Dialog dialog = Dialogs.asked(request, services.identifiers().tag())
                    .timed(endpoint.sessionTimer().asked(Terms.of(request)));
            CallState state = new Invited(
                    invite,
                    dialog,
                    Bodies.sdp(request),
                    trunk.nat(),
                    services.timings(),
                    Reliable.of(request, services.random()));
            SipCall.Identity identity = new SipCall.Identity(
                    info, dialog.key(), StackEvents.inviteKey(request), request.getPeerPacketSourceAddress());
            SipCall call = new SipCall(identity, context, services, path, Dialogs.user(request), state, freeLine);
            call.established(dialog.remoteTag());
            services.registry().add(call);
            services.counters().count(SipCounter.CALLS_RECEIVED);
            return call;
        }

        /** Audio goes by the family that the offer names, which need not be that of the signalling (RFC 6157). */
        private Binding mediaFor(Incoming invite, Binding signalling, Trunk trunk) {
            String offer = Bodies.sdp(invite.request());
            SrtpPolicy srtp = trunk.policy().srtp();
            boolean secure = invite.path().isSecure();
            InetAddress far =
                    offer == null ? null : OfferAnswer.audioAddress(offer, srtp, secure, endpoint.codecs(trunk.name()));
            if (far == null || LocalAddresses.isSameFamily(far, signalling.address())) {
                return signalling;
            }
            Binding other = endpoint.towards(far);
            return other == null ? signalling : other;
        }
    }
}
