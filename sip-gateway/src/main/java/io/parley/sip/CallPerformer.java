package io.parley.sip;

import io.parley.agent.CallHandler;
import io.parley.agent.CallListener;
import io.parley.agent.Termination;
import io.parley.media.RtpSession;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Performs the actions of one call with what the call has: its wire, its timers, its media, its agent. On the call's
 * context.
 */
final class CallPerformer implements CallAction.Performer {
    private final SipCall call;
    private final CallServices services;
    private final CallWire wire;
    private final CallTimers timers;
    private final CallLog log;
    private final Runnable freeLine;

    private boolean presented;
    private boolean ended;

    private @Nullable CallHandler handler;
    private @Nullable RtpSession rtp;
    private @Nullable CallAudio audio;
    private @Nullable CallListener listener;
    private @Nullable Promise<Integer> transfer;
    private @Nullable Promise<Integer> reinvite;

    CallPerformer(
            SipCall call, CallServices services, CallWire wire, CallTimers timers, CallLog log, Runnable freeLine) {
        this.call = call;
        this.services = services;
        this.wire = wire;
        this.timers = timers;
        this.log = log;
        this.freeLine = freeLine;
    }

    void handler(CallHandler to) {
        handler = to;
    }

    void listener(CallListener to) {
        listener = to;
    }

    void media(RtpSession opened) {
        rtp = opened;
        audio = new CallAudio(opened);
    }

    RtpSession media() {
        if (rtp == null) {
            throw noMedia();
        }
        return rtp;
    }

    CallAudio audio() {
        if (audio == null) {
            throw noMedia();
        }
        return audio;
    }

    private static IllegalStateException noMedia() {
        return new IllegalStateException("the call has no media yet");
    }

    /** The agent has been given the call. */
    boolean hasPresented() {
        return presented;
    }

    boolean hasEnded() {
        return ended;
    }

    /** What {@link CallAction.TransferEnded} will complete. */
    Future<Integer> transfer() {
        Promise<Integer> promise = Promise.promise();
        transfer = promise;
        return promise.future();
    }

    /** What {@link CallAction.Reinvited} will complete. */
    Future<Integer> reinvite() {
        Promise<Integer> promise = Promise.promise();
        reinvite = promise;
        return promise.future();
    }

    @Override
    public void respond(CallAction.Respond action) {
        if (action.sdp() != null) {
            media().announce();
        }
        wire.respond((Incoming) action.to(), action.status(), action.headers(), action.sdp());
    }

    @Override
    public void refuseOverlap(CallAction.RefuseOverlap action) {
        Header later = Answers.retryAfter(Delays.overlapSeconds(services.random()));
        wire.respond((Incoming) action.to(), 500, List.of(later), null);
    }

    @Override
    public void resendOk(CallAction.ResendOk action) {
        wire.resendOk();
    }

    @Override
    public void sendInvite(CallAction.SendInvite action) {
        services.counters().count(SipCounter.CALLS_PLACED);
        media().announce();
        wire.invite(action.dialog(), action.sdp());
    }

    @Override
    public void sendReInvite(CallAction.SendReInvite action) {
        wire.invite(action.dialog(), action.sdp());
    }

    @Override
    public void sendAck(CallAction.SendAck action) {
        wire.ack(action.dialog(), action.cseq());
    }

    @Override
    public void sendPrack(CallAction.SendPrack action) {
        wire.prack(action.dialog(), action.rseq(), action.cseq());
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
    public void armGlare(CallAction.ArmGlare action) {
        boolean ownsCallId = !call.info().inbound();
        timers.arm(CallTimer.GLARE, Delays.glare(ownsCallId, services.random()));
    }

    @Override
    public void disarm(CallAction.Disarm action) {
        timers.disarm(action.timer());
    }

    @Override
    public void present(CallAction.Present action) {
        if (handler != null) {
            presented = true;
            handler.onCall(call);
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
    public void progress(CallAction.Progress action) {
        if (listener != null) {
            listener.onProgress(action.status(), action.audible());
        }
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
    public void reinvited(CallAction.Reinvited action) {
        if (reinvite != null) {
            reinvite.tryComplete(action.status());
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
        services.registry().remove(call);
    }
}
