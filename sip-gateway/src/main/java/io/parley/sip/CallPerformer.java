package io.parley.sip;

import io.parley.agent.CallHandler;
import io.parley.agent.CallListener;
import io.parley.agent.Termination;
import io.parley.media.RtpSession;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Performs the actions of one call with what the call has: its wire, its timers, its media, its agent. On the call's
 * context.
 */
final class CallPerformer implements CallAction.Performer {
    private static final int CALL_GONE = 487;

    private final SipCall call;
    private final CallServices services;
    private final CallWire wire;
    private final CallTimers timers;
    private final CallLog log;
    private Runnable freeLine;

    private boolean presented;
    private boolean ended;
    private boolean held;
    /** When the call has lasted long enough, on the clock of nanoseconds; 0 before it is up. */
    private long lengthEnds;
    /** What is left of that for a call that takes the place of another; null for all of it. */
    private @Nullable Duration left;
    /** The call that this one takes the place of, until it has. */
    private @Nullable SipCall replaced;
    /** It has taken another's place, whose agent is up already. */
    private boolean successor;

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

    /** This call is to take the place of that one as soon as it can be answered. */
    void replaces(SipCall other) {
        replaced = other;
    }

    /** Gives everything but the signalling away. What still happens to this call is nobody's concern. */
    HandOver handOver() {
        Duration rest = Duration.ofNanos(Math.max(1, lengthEnds - System.nanoTime()));
        HandOver all = new HandOver(media(), audio(), listener, handler, freeLine, held, rest);
        rtp = null;
        audio = null;
        listener = null;
        freeLine = () -> {};
        return all;
    }

    void take(HandOver all) {
        rtp = all.rtp();
        audio = all.audio();
        audio.anew();
        rtp.anew();
        listener = all.listener();
        handler = all.handler();
        freeLine.run(); // what it had for itself; it has the other's now
        freeLine = all.freeLine();
        held = all.held();
        left = all.left();
        presented = true;
        successor = true;
    }

    /** The agent has been given the call. */
    boolean hasPresented() {
        return presented;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Lasts so long at most, of a call of ours. */
    void within(Duration most) {
        left = most;
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
        boolean answers = ((Incoming) action.to()).request().getMethod().equals("INVITE") && action.status() >= 200;
        if (successor && replaced != null && answers) {
            replaced.leave(); // only now: a far end that sees the BYE first would take the agent for gone
            replaced = null;
        }
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
    public void resendProvisional(CallAction.ResendProvisional action) {
        services.counters().count(SipCounter.PROVISIONALS_RESENT);
        wire.resendProvisional();
    }

    @Override
    public void sendInvite(CallAction.SendInvite action) {
        services.counters().count(SipCounter.CALLS_PLACED);
        if (rtp != null) { // else it is another call's, which has been announced
            rtp.announce();
        }
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
    public void sendUpdate(CallAction.SendUpdate action) {
        services.counters().count(SipCounter.REFRESHES);
        wire.update(action.dialog());
    }

    @Override
    public void sendRefer(CallAction.SendRefer action) {
        wire.refer(action.dialog(), action.target());
    }

    @Override
    public void sendNotify(CallAction.SendNotify action) {
        wire.notify(action.dialog(), action.status());
    }

    @Override
    public void follow(CallAction.Follow action) {
        services.counters().count(SipCounter.REFERRALS_FOLLOWED);
        call.follow(action.to());
    }

    @Override
    public void arm(CallAction.Arm action) {
        Duration delay = action.delay();
        if (action.timer() == CallTimer.CALL_LENGTH) {
            delay = left != null && left.compareTo(delay) < 0 ? left : delay;
            lengthEnds = System.nanoTime() + delay.toNanos();
        }
        timers.arm(action.timer(), delay);
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
        if (replaced != null) {
            call.takeOver(replaced);
        } else if (handler != null) {
            presented = true;
            handler.onCall(call);
        }
    }

    @Override
    public void startMedia(CallAction.StartMedia action) {
        if (replaced != null && !successor) { // a call of ours, which takes the other's place when it is answered
            if (!call.isUp()) {
                return; // until then the other is heard
            }
            if (!call.takeOver(replaced)) {
                replaced = null;
                return;
            }
        }
        media().target(action.target());
        media().start();
    }

    @Override
    public void retarget(CallAction.Retarget action) {
        if (rtp == null) {
            return; // early media of a call that has not taken the other's place
        }
        media().target(action.target());
    }

    @Override
    public void earlyMedia(CallAction.EarlyMedia action) {
        if (listener != null) {
            listener.onEarly();
        }
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
        if (listener == null) {
            return;
        }
        if (!successor) {
            listener.onAnswered();
            return;
        }
        services.counters().count(SipCounter.CALLS_REPLACED);
        if (held) {
            held = false;
            listener.onHold(false);
        }
        listener.onReplaced(call.info());
        if (replaced != null) {
            replaced.referred(200);
            replaced.leave();
            replaced = null;
        }
    }

    @Override
    public void hold(CallAction.Hold action) {
        log.hold(action.held());
        held = action.held();
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
        if (replaced != null && !successor && !call.info().inbound()) {
            int status = action.why().sipCode();
            replaced.referred(status >= 300 ? status : 487);
            replaced = null;
        }
        call.abandon();
        if (transfer != null) { // else whoever waits for it would keep its permit
            transfer.tryComplete(CALL_GONE);
        }
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
