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
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
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
        this.log = new CallLog(identity.info());
        this.wire =
                new CallWire(this, services, path, contactUser, identity.key().localTag(), this::deliver);
        CallTimers timers = new CallTimers(context.owner(), timer -> inbox.put(new CallEvent.Fired(timer)));
        this.performer = new CallPerformer(this, services, wire, timers, log, freeLine);
        context.exceptionHandler(this::fault);
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
        context.runOnContext(v -> inbox.put(event));
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
        context.runOnContext(v -> {
            if (!wants(request.getMethod()) || !wire.answer(request, response)) {
                otherwise.run();
            }
        });
    }

    /** Our INVITE got a 3xx: follows it where that is allowed and the call still wants it. Any thread. */
    void redirected(SIPRequest request, SIPResponse response, Runnable otherwise) {
        context.runOnContext(v -> {
            if (state instanceof Calling && wire.redirect(request, response)) {
                log.redirected();
                inbox.put(new CallEvent.Redirected());
            } else {
                otherwise.run();
            }
        });
    }

    private boolean wants(String method) {
        return switch (method) {
            case "INVITE" -> state instanceof Calling || state instanceof Reinviting;
            case "REFER" -> state instanceof Transferring;
            case "BYE" -> state instanceof Leaving;
            default -> false;
        };
    }

    /** A request of ours has come to nothing, or was refused. Any thread. */
    void unheard(String method, int status) {
        switch (method) {
            case "INVITE" -> deliver(new CallEvent.Failure(status));
            case "BYE" -> deliver(new CallEvent.ByeAnswered());
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

    private static CallEvent.Refused refused(int status, int busyCode) {
        return status == 503
                ? new CallEvent.Refused(busyCode, Busy.headers(busyCode))
                : new CallEvent.Refused(status, List.of());
    }

    /** A call we make: find a port, let the agent set its listeners, send the INVITE. */
    void place(Dialog dialog, Consumer<CallLeg> prepare) {
        try {
            log.placed();
            Session fresh = new Session(openMedia(), false, null, null);
            prepare.accept(this);
            take(Calling.begin(dialog, fresh, services.timings()));
        } catch (MediaEngine.PortsExhausted e) {
            prepare.accept(this);
            drop(Termination.rejected(503));
        } catch (RuntimeException | Error e) {
            fault(e);
        }
    }

    private OfferAnswer.Local openMedia() {
        RtpSession opened = services.media().open(path.media().address(), context);
        opened.onInactivity(() -> inbox.put(new CallEvent.MediaSilent()));
        performer.media(opened);
        return new OfferAnswer.Local(
                path.media().host(), opened.localPort(), services.identifiers().sessionId(), 1, Direction.SENDRECV);
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

    private void drop(Termination why) {
        performer.end(new CallAction.End(why));
        performer.forget(new CallAction.Forget());
    }

    // The leg, as the agent sees it.

    @Override
    public CallInfo info() {
        return identity.info();
    }

    @Override
    public Executor executor() {
        return job -> context.runOnContext(v -> job.run());
    }

    @Override
    public AudioPort audio() {
        return performer.audio();
    }

    @Override
    public RtpSession media() {
        return performer.media();
    }

    @Override
    public void listen(CallListener to) {
        performer.listener(to);
    }

    @Override
    public void answer() {
        inbox.put(new CallEvent.Answer());
    }

    @Override
    public void hangUp(Termination why) {
        inbox.put(new CallEvent.HangUp(why));
    }

    @Override
    public Future<Integer> transfer(String target) {
        services.messages().uri(target);
        if (!(state instanceof Up)) {
            return Future.succeededFuture(notNow());
        }
        String there = services.locate().apply(target);
        if (there == null) {
            return Future.succeededFuture(NOT_REGISTERED);
        }
        services.counters().count(SipCounter.TRANSFERS_STARTED);
        log.transferring();
        Future<Integer> outcome = performer.transfer();
        inbox.put(new CallEvent.TransferTo(there));
        return outcome;
    }

    @Override
    public Future<Integer> hold(boolean on) {
        if (!(state instanceof Up)) {
            return Future.succeededFuture(notNow());
        }
        Future<Integer> outcome = performer.reinvite();
        inbox.put(new CallEvent.PutOnHold(on));
        return outcome;
    }

    /** Something else of ours is under way, or there is no call. */
    private int notNow() {
        return state instanceof Transferring || state instanceof Reinviting ? 491 : 481;
    }

    @Override
    public void sendDigits(String digits) {
        if (!performer.hasEnded()) {
            performer.media().sendDigits(digits);
        }
    }
}
