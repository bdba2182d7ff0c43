package io.parley.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.parley.agent.CallHandler;
import io.parley.agent.CallInfo;
import io.parley.agent.CallLeg;
import io.parley.agent.CallListener;
import io.parley.agent.Termination;
import io.parley.media.AudioPort;
import io.parley.media.Direction;
import io.parley.media.MediaEngine;
import io.parley.media.OfferAnswer;
import io.parley.media.RtpSession;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.sip.address.SipURI;
import org.jspecify.annotations.Nullable;

/**
 * The shell of a call: feeds events to its {@link CallState}, one at a time and on the call's own context, and has the
 * actions that come out performed ({@link CallPerformer}). Created on any thread; {@link #deliver} may be called on any;
 * everything else runs on the context.
 */
final class SipCall implements MediaLeg {
    /**
     * What a call is known by.
     *
     * @param inviteKey of an INVITE of theirs; null in a call of ours
     * @param peer where the INVITE came from or goes to
     */
    record Identity(CallInfo info, Dialog.Key key, CallRegistry.@Nullable InviteKey inviteKey, InetAddress peer) {}

    /** RFC 3261, section 21.4.18. */
    private static final int NOT_REGISTERED = 480;
    /** The far end of a call, or a user's telephone, says that it is somewhere else, and nobody is sent there. */
    private static final int ELSEWHERE = 403;

    private final Identity identity;
    private final Context context;
    private final CallServices services;
    private final CallPath path;
    private final CallLog log;
    private final CallWire wire;
    private final CallPerformer performer;

    private final Inbox inbox = new Inbox(this::step);
    private boolean faulted;

    private CallState state;
    /** Where it stands, for {@link StuckCalls}. */
    private volatile StuckCalls.Standing standing;
    /** It has been found stuck, and has not been seen to on its context. */
    private final AtomicBoolean found = new AtomicBoolean();
    /** It has been told to end once, since it was stuck. */
    private boolean told;

    /** The call that has taken this one's place: what the agent does here, it does there. */
    private volatile @Nullable SipCall successor;
    /** The call that a REFER has asked for and that has not been answered. */
    private @Nullable SipCall pursuer;

    private volatile boolean referring;

    private volatile @Nullable String remoteTag;

    SipCall(
            Identity identity,
            Context context,
            CallServices services,
            CallPath path,
            @Nullable String contactUser,
            CallState initial,
            Runnable freeLine) {
        this.identity = identity;
        this.context = context;
        this.services = services;
        this.path = path;
        this.state = initial;
        this.standing = StuckCalls.Standing.begin(initial, System.nanoTime());
        this.log = new CallLog(identity.info());
        this.wire =
                new CallWire(this, services, path, contactUser, identity.key().localTag(), this::deliver);
        CallTimers timers =
                new CallTimers(context.owner(), services.timers(), timer -> inbox.put(new CallEvent.Fired(timer)));
        this.performer = new CallPerformer(this, services, wire, timers, log, freeLine);
        guard();
    }

    Dialog.Key key() {
        return identity.key();
    }

    CallRegistry.@Nullable InviteKey inviteKey() {
        return identity.inviteKey();
    }

    /** Where the call's signalling came from or goes to. Any thread. */
    InetAddress peer() {
        return identity.peer();
    }

    /** Whether we have called. Any thread. */
    boolean isOurs() {
        return !identity.info().inbound();
    }

    /** Whether its signalling goes by TLS, and nothing else. Any thread. */
    boolean isSecure() {
        return path.path().isSecure();
    }

    /** A request of the far end has come from there. Any thread. */
    void heard(Hop from) {
        if (isSecure()) {
            wire.heard(from);
        }
    }

    /** Is a request with this From tag of the far end we talk to? True as long as we do not know its tag. */
    boolean isFrom(@Nullable String tag) {
        return remoteTag == null || remoteTag.equals(tag == null ? "" : tag);
    }

    /** The far end has a tag now; with a fork, the first to answer is the one we talk to. */
    void established(String tag) {
        if (remoteTag == null) {
            remoteTag = tag;
        }
    }

    /** Something happened. Any thread; events of one thread keep their order. */
    void deliver(CallEvent event) {
        context.runOnContext(v -> guarded(() -> inbox.put(event)));
    }

    /** Another call may be on this context, and what fails there is that one's. */
    private void guarded(Runnable job) {
        try {
            job.run();
        } catch (RuntimeException | Error e) {
            fault(e);
        }
    }

    /** The CSeq of a response, as the states count. Any thread. */
    long known(long cseq) {
        return wire.known(cseq);
    }

    /**
     * A request of ours got a 401 or a 407: sends it again with credentials, where there are any and the call still
     * wants it. Any thread.
     *
     * @param otherwise takes the response as it is; may be called on this thread
     */
    void challenged(SIPRequest request, SIPResponse response, Runnable otherwise) {
        if (!wire.hasAuthority()) {
            services.counters().count(SipCounter.CHALLENGES_FOREIGN);
            otherwise.run();
            return;
        }
        context.runOnContext(v -> guarded(() -> {
            if (!wants(request.getMethod()) || !wire.answer(request, response)) {
                otherwise.run();
            }
        }));
    }

    /** Our INVITE got a 3xx: follows it where that is allowed and the call still wants it. Any thread. */
    void redirected(SIPRequest request, SIPResponse response, Runnable otherwise) {
        context.runOnContext(v -> guarded(() -> {
            if (state instanceof Calling && wire.redirect(request, response)) {
                log.redirected();
                inbox.put(new CallEvent.Redirected());
            } else {
                otherwise.run();
            }
        }));
    }

    private boolean wants(String method) {
        return switch (method) {
            case "INVITE" -> state instanceof Calling || state instanceof Reinviting;
            case "REFER" -> state instanceof Transferring;
            case "BYE" -> state instanceof Leaving;
            case "PRACK" -> state instanceof Calling;
            case "UPDATE" -> state instanceof Up || state instanceof Reinviting || state instanceof Transferring;
            default -> false;
        };
    }

    /** A request of ours has come to nothing, or was refused. Any thread. */
    void unheard(String method, int status) {
        switch (method) {
            case "INVITE" -> deliver(new CallEvent.Failure(status));
            case "BYE" -> deliver(new CallEvent.ByeAnswered());
            case "UPDATE" -> deliver(new CallEvent.UpdateAnswered(status, Terms.NONE));
            case "REFER" -> deliver(new CallEvent.ReferAnswered(status));
            default -> {} // CANCEL: what counts is the INVITE's own final response
        }
    }

    /** A call they make: may it come in, is there a port, then let it ring. */
    void receive(CallHandler to, int busyCode) {
        performer.handler(to);
        try {
            log.received();
            int status = to.admit(identity.info());
            if (status != 0) {
                services.counters().count(SipCounter.CALLS_REFUSED_BY_HANDLER);
                inbox.put(refused(status, busyCode));
                return;
            }
            inbox.put(new CallEvent.Admitted(openMedia()));
            if (performer.hasEnded() && !performer.hasPresented()) {
                services.counters().count(SipCounter.CALLS_REFUSED_MEDIA);
            }
        } catch (MediaEngine.PortsExhausted e) {
            services.counters().count(SipCounter.CALLS_REFUSED_MEDIA);
            inbox.put(refused(503, busyCode));
        } catch (RuntimeException | Error e) {
            fault(e);
        }
    }

    /**
     * A call they make that is to take the place of another on the same context (RFC 3891, section 3): answered at once,
     * with the other's port, if that is up.
     */
    void replace(SipCall other, boolean earlyOnly) {
        try {
            log.received();
            boolean over = other.successor != null || other.performer.hasEnded();
            int refusal = over ? Replaces.OVER : Replaces.refusal(other.state, earlyOnly);
            if (refusal != 0) {
                services.counters().count(SipCounter.REPLACEMENTS_REFUSED);
                inbox.put(new CallEvent.Refused(refusal, List.of()));
                return;
            }
            performer.replaces(other);
            inbox.put(new CallEvent.Admitted(local(other.performer.media()), true));
        } catch (RuntimeException | Error e) {
            fault(e);
        }
    }

    /** The other's agent, audio and line are this call's from now on; false where the other is over. */
    boolean takeOver(SipCall other) {
        if (other.successor != null || other.performer.hasEnded()) {
            inbox.put(new CallEvent.HangUp(Termination.cancelled())); // nobody is left to go on here
            return false;
        }
        log.replaces();
        guard();
        HandOver all = other.performer.handOver();
        all.rtp().onInactivity(() -> inbox.put(new CallEvent.MediaSilent()));
        performer.take(all);
        other.successor = this;
        return true;
    }

    /** What fails on the context is this call's. */
    void guard() {
        context.exceptionHandler(this::fault);
    }

    /** Follows a REFER: one at a time. */
    void follow(Referral to) {
        if (referring) { // sent before the first one was seen
            inbox.put(new CallEvent.Referred(491));
            return;
        }
        referring = true;
        pursuer = null;
        services.referrals().follow(this, to).onSuccess(status -> {
            if (status != 0) {
                referred(status);
            }
        });
    }

    /** A call of ours that is to take the place of another, whose far end has asked for it, when it is answered. */
    void placeInstead(SipCall other, Dialog dialog) {
        try {
            log.placed();
            other.pursuer = this;
            performer.replaces(other);
            if (services.outbound().isStopped()) {
                drop(Termination.cancelled());
                return;
            }
            Session fresh = new Session(local(other.performer.media()), false, null, null);
            take(Calling.begin(dialog, fresh, services.timings()));
        } catch (RuntimeException | Error e) {
            fault(e);
        }
    }

    /** What the call that a REFER asked for has come to. */
    void referred(int status) {
        referring = false;
        pursuer = null;
        inbox.put(new CallEvent.Referred(status));
    }

    /** A REFER is being followed. Any thread. */
    boolean isReferring() {
        return referring;
    }

    /** Gives up the call that a REFER asked for, since nobody is left to go on there. */
    void abandon() {
        SipCall other = pursuer;
        if (other != null) {
            pursuer = null;
            other.inbox.put(new CallEvent.HangUp(Termination.cancelled()));
        }
    }

    boolean isOver() {
        return successor != null || performer.hasEnded();
    }

    boolean isUp() {
        return state instanceof Up;
    }

    /** Its successor has been answered: hangs up. */
    void leave() {
        inbox.put(new CallEvent.HangUp(Termination.replaced()));
    }

    private static CallEvent.Refused refused(int status, int busyCode) {
        return status == 503
                ? new CallEvent.Refused(busyCode, Busy.headers(busyCode))
                : new CallEvent.Refused(status, List.of());
    }

    /** A call we make: find a port, let the agent set its listeners, send the INVITE. */
    void place(Dialog dialog, Consumer<CallLeg> prepare) {
        try {
            log.placed();
            if (services.outbound().isStopped()) { // since it was allowed
                prepare.accept(this);
                drop(Termination.cancelled());
                return;
            }
            performer.within(services.outbound().length());
            Session fresh = new Session(openMedia(), false, null, null);
            prepare.accept(this);
            take(Calling.begin(dialog, fresh, services.timings()));
        } catch (MediaEngine.PortsExhausted e) {
            try {
                prepare.accept(this);
            } finally {
                drop(Termination.rejected(503));
            }
        } catch (RuntimeException | Error e) {
            fault(e);
        }
    }

    private OfferAnswer.Local openMedia() {
        RtpSession opened = services.media().open(path.media().address(), context);
        opened.onInactivity(() -> inbox.put(new CallEvent.MediaSilent()));
        performer.media(opened);
        return local(opened);
    }

    private OfferAnswer.Local local(RtpSession rtp) {
        return new OfferAnswer.Local(
                path.media().host(),
                rtp.localPort(),
                services.identifiers().sessionId(),
                1,
                Direction.SENDRECV,
                path.crypto(services.random()).with(rtp.dtls()),
                services.codecs().apply(identity.info().trunk()));
    }

    // Events in, one at a time.

    private void step(CallEvent event) {
        try {
            take(state.on(event));
        } catch (RuntimeException | Error e) {
            fault(e);
        }
    }

    private void take(Step step) {
        state = step.next();
        standing = standing.next(state, System.nanoTime());
        for (CallAction action : step.actions()) {
            try {
                action.perform(performer);
            } catch (RuntimeException | Error e) {
                fault(e);
            }
        }
    }

    /** Ours or the agent's: the call ends in an orderly way, and if even that fails, it ends. */
    private void fault(Throwable cause) {
        log.fault(cause);
        boolean first = !faulted;
        faulted = true;
        if (first) {
            services.counters().count(SipCounter.CALL_FAULTS);
        }
        if (first && !(state instanceof Gone)) {
            inbox.put(new CallEvent.Fault());
        } else if (!performer.hasEnded()) {
            drop(Termination.serverError());
        }
    }

    StuckCalls.Standing standing() {
        return standing;
    }

    /** No timer of it ends it any more: it hangs up, and if that does not help either, it is dropped. Any thread. */
    void stuck() {
        if (found.compareAndSet(false, true)) {
            context.runOnContext(v -> guarded(this::end));
        } else {
            log.deaf();
        }
    }

    private void end() {
        found.set(false);
        log.stuck(state);
        services.counters().count(SipCounter.CALLS_STUCK);
        if (told || performer.hasEnded()) {
            take(Step.to(new Gone(), new CallAction.End(Termination.stuck()), new CallAction.Forget()));
            return;
        }
        told = true;
        standing = standing.again(System.nanoTime());
        inbox.put(new CallEvent.HangUp(Termination.stuck()));
    }

    private void drop(Termination why) {
        performer.end(new CallAction.End(why));
        performer.forget(new CallAction.Forget());
    }

    // The leg, as the agent sees it.

    /** Where the call's audio is. */
    Binding mediaBinding() {
        return path.media();
    }

    Context context() {
        return context;
    }

    @Override
    public CallInfo info() {
        SipCall now = successor;
        return now == null ? identity.info() : now.info();
    }

    @Override
    public Executor executor() {
        return job -> context.runOnContext(v -> latest().guarded(job));
    }

    @Override
    public AudioPort audio() {
        return successor == null ? performer.audio() : successor.audio();
    }

    @Override
    public RtpSession media() {
        return successor == null ? performer.media() : successor.media();
    }

    @Override
    public void listen(CallListener to) {
        if (successor != null) {
            successor.listen(to);
            return;
        }
        performer.listener(to);
    }

    @Override
    public void progress() {
        inbox.put(new CallEvent.Progress());
    }

    @Override
    public void answer() {
        if (successor != null) {
            successor.answer();
            return;
        }
        inbox.put(new CallEvent.Answer());
    }

    @Override
    public void hangUp(Termination why) {
        if (successor != null) {
            successor.hangUp(why);
            return;
        }
        inbox.put(new CallEvent.HangUp(why));
    }

    @Override
    public Future<Integer> transfer(String target) {
        if (successor != null) {
            return successor.transfer(target);
        }
        SipURI uri = services.messages().uri(target);
        if (!(state instanceof Up)) {
            return Future.succeededFuture(notNow());
        }
        String there = services.locate().apply(target);
        if (there == null) {
            return Future.succeededFuture(NOT_REGISTERED);
        }
        Outbound outbound = services.outbound();
        if (outbound.leadsAstray(info(), uri, services.messages().uri(there))) {
            return Future.succeededFuture(ELSEWHERE);
        }
        return onContext(outbound.permit(outbound.wish(info(), uri, info().trunk())))
                .compose(permit ->
                        Future.succeededFuture(there).compose(this::refer).onComplete(done -> permit.release()));
    }

    /** On the context, also what another thread has decided. */
    <T> Future<T> onContext(Future<T> decided) {
        if (decided.isComplete()) {
            return decided;
        }
        Promise<T> here = Promise.promise();
        decided.onComplete(done -> context.runOnContext(v -> guarded(() -> here.handle(done))));
        return here.future();
    }

    private Future<Integer> refer(String there) {
        if (successor != null) {
            return successor.refer(there);
        }
        if (!(state instanceof Up)) {
            return Future.succeededFuture(notNow());
        }
        services.counters().count(SipCounter.TRANSFERS_STARTED);
        log.transferring();
        Future<Integer> outcome = performer.transfer();
        inbox.put(new CallEvent.TransferTo(there));
        return outcome;
    }

    @Override
    public Future<Integer> replacing(MediaLeg consulted) {
        if (successor != null) {
            return successor.replacing(consulted);
        }
        SipCall other = ((SipCall) consulted).latest();
        if (!(state instanceof Up) || !(other.state instanceof Up with)) {
            return Future.succeededFuture(notNow());
        }
        String place = services.messages().replaced(with.dialog(), other.peer());
        if (place == null) {
            return Future.succeededFuture(ELSEWHERE);
        }
        SipURI uri = services.messages().uri(place);
        boolean same = other.info().number().equals(uri.getUser());
        if (!same && services.outbound().isForeignNumber(services.outbound().wish(info(), uri, info().trunk()))) {
            return Future.succeededFuture(ELSEWHERE);
        }
        services.counters().count(SipCounter.TRANSFERS_STARTED);
        log.transferring();
        Future<Integer> outcome = performer.transfer();
        inbox.put(new CallEvent.TransferTo(place));
        return outcome;
    }

    @Override
    public Future<Integer> hold(boolean on) {
        if (successor != null) {
            return successor.hold(on);
        }
        if (!(state instanceof Up)) {
            return Future.succeededFuture(notNow());
        }
        Future<Integer> outcome = performer.reinvite();
        inbox.put(new CallEvent.PutOnHold(on));
        return outcome;
    }

    /** Whoever has this call's agent now. On the context. */
    SipCall latest() {
        SipCall now = this;
        while (now.successor != null) {
            now = now.successor;
        }
        return now;
    }

    /** Something else of ours is under way, or there is no call. */
    private int notNow() {
        return state instanceof Transferring || state instanceof Reinviting ? 491 : 481;
    }

    @Override
    public void sendDigits(String digits) {
        if (successor != null) {
            successor.sendDigits(digits);
        } else if (!performer.hasEnded()) {
            performer.media().sendDigits(digits);
        }
    }
}
