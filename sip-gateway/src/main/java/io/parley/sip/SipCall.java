package io.parley.sip;

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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The shell of a call: feeds events to its {@link CallState}, one at a time and on the call's own context, and performs
 * the actions that come out. Created on any thread; {@link #deliver} may be called on any; everything else runs on the
 * context.
 */
final class SipCall implements MediaLeg, CallAction.Performer {
    /**
     * What a call is known by.
     *
     * @param inviteKey of an INVITE of theirs; null in a call of ours
     * @param peer where the INVITE came from or goes to
     */
    record Identity(CallInfo info, Dialog.Key key, CallRegistry.@Nullable InviteKey inviteKey, InetAddress peer) {}

    private final Identity identity;
    private final Context context;
    private final CallServices services;
    private final CallPath path;
    private final CallWire wire;
    private final CallLog log;
    private final Runnable freeLine;

    private final Inbox inbox = new Inbox(this::step);
    private final CallTimers timers;
    private boolean presented;
    private boolean faulted;
    private boolean ended;

    private CallState state;
    private @Nullable CallHandler handler;
    private @Nullable RtpSession rtp;
    private @Nullable CallAudio audio;
    private @Nullable CallListener listener;
    private @Nullable Promise<Integer> transfer;
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
        this.freeLine = freeLine;
        this.log = new CallLog(identity.info());
        this.timers = new CallTimers(context.owner(), timer -> inbox.put(new CallEvent.Fired(timer)));
        this.wire =
                new CallWire(this, services, path, contactUser, identity.key().localTag(), this::deliver);
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

    /** A call they make: may it come in, is there a port, then let it ring. */
    void receive(CallHandler to, int busyCode) {
        handler = to;
        try {
            log.received();
            int status = to.admit(identity.info());
            if (status != 0) {
                services.counters().count(SipCounter.CALLS_REFUSED_BY_HANDLER);
                inbox.put(refused(status, busyCode));
                return;
            }
            inbox.put(new CallEvent.Admitted(openMedia()));
            if (ended && !presented) {
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
        rtp = opened;
        audio = new CallAudio(opened);
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
                action.perform(this);
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
        } else if (!ended) {
            drop(Termination.serverError());
        }
    }

    private void drop(Termination why) {
        end(new CallAction.End(why));
        forget(new CallAction.Forget());
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
        if (audio == null) {
            throw new IllegalStateException("the call has no media yet");
        }
        return audio;
    }

    @Override
    public RtpSession media() {
        if (rtp == null) {
            throw new IllegalStateException("the call has no media yet");
        }
        return rtp;
    }

    @Override
    public void listen(CallListener to) {
        listener = to;
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
            return Future.succeededFuture(state instanceof Transferring ? 491 : 481);
        }
        Promise<Integer> promise = Promise.promise();
        transfer = promise;
        services.counters().count(SipCounter.TRANSFERS_STARTED);
        log.transferring();
        inbox.put(new CallEvent.TransferTo(target));
        return promise.future();
    }

    @Override
    public void sendDigits(String digits) {
        if (rtp != null && !ended) {
            rtp.sendDigits(digits);
        }
    }

    // Actions out.

    @Override
    public void respond(CallAction.Respond action) {
        wire.respond((Incoming) action.to(), action.status(), action.headers(), action.sdp());
    }

    @Override
    public void resendOk(CallAction.ResendOk action) {
        wire.resendOk();
    }

    @Override
    public void sendInvite(CallAction.SendInvite action) {
        services.counters().count(SipCounter.CALLS_PLACED);
        wire.invite(action.dialog(), action.sdp());
    }

    @Override
    public void sendAck(CallAction.SendAck action) {
        wire.ack(action.dialog(), action.cseq());
    }

    @Override
    public void sendCancel(CallAction.SendCancel action) {
        wire.cancel();
    }

    @Override
    public void sendBye(CallAction.SendBye action) {
        wire.bye(action.dialog(), action.reason());
    }

    @Override
    public void sendRefer(CallAction.SendRefer action) {
        wire.refer(action.dialog(), action.target());
    }

    @Override
    public void arm(CallAction.Arm action) {
        timers.arm(action.timer(), action.delay());
    }

    @Override
    public void disarm(CallAction.Disarm action) {
        timers.disarm(action.timer());
    }

    @Override
    public void present(CallAction.Present action) {
        if (handler != null) {
            presented = true;
            handler.onCall(this);
        }
    }

    @Override
    public void startMedia(CallAction.StartMedia action) {
        media().target(action.target());
        media().start();
    }

    @Override
    public void retarget(CallAction.Retarget action) {
        media().target(action.target());
    }

    @Override
    public void answered(CallAction.Answered action) {
        services.counters().count(SipCounter.CALLS_ANSWERED);
        log.answered();
        if (listener != null) {
            listener.onAnswered();
        }
    }

    @Override
    public void hold(CallAction.Hold action) {
        log.hold(action.held());
        if (listener != null) {
            listener.onHold(action.held());
        }
    }

    @Override
    public void digits(CallAction.Digits action) {
        if (audio != null) {
            audio.informed(action.digits());
        }
    }

    @Override
    public void transferEnded(CallAction.TransferEnded action) {
        boolean done = action.status() < 300;
        if (transfer != null && transfer.tryComplete(action.status())) {
            services.counters().count(done ? SipCounter.TRANSFERS_DONE : SipCounter.TRANSFERS_FAILED);
            log.transferred(action.status());
        }
    }

    @Override
    public void end(CallAction.End action) {
        if (ended) {
            return;
        }
        ended = true;
        freeLine.run();
        services.counters().count(SipCounter.CALLS_ENDED);
        if (action.why().equals(Termination.noAck())) {
            services.counters().count(SipCounter.ACKS_MISSING);
        }
        log.ended(action.why());
        if (rtp != null) {
            rtp.close();
        }
        if (listener != null) {
            listener.onEnded(action.why());
        }
    }

    @Override
    public void forget(CallAction.Forget action) {
        timers.disarmAll();
        wire.forget();
        services.registry().remove(this);
    }
}
