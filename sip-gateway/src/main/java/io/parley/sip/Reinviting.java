package io.parley.sip;

import io.parley.agent.Termination;
import io.parley.media.Direction;
import io.parley.media.SdpException;
import io.parley.sip.CallAction.Arm;
import io.parley.sip.CallAction.ArmGlare;
import io.parley.sip.CallAction.Disarm;
import io.parley.sip.CallAction.Reinvited;
import io.parley.sip.CallAction.Respond;
import io.parley.sip.CallAction.SendAck;
import io.parley.sip.CallAction.SendCancel;
import io.parley.sip.CallAction.SendReInvite;
import io.parley.sip.CallEvent.Failure;
import io.parley.sip.CallEvent.Fired;
import io.parley.sip.CallEvent.ReInvite;
import io.parley.sip.CallEvent.Refer;
import io.parley.sip.CallEvent.Referred;
import io.parley.sip.CallEvent.Success;
import io.parley.sip.CallEvent.Update;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A re-INVITE of ours is under way, or waits for its turn (RFC 3261, section 14.1), while the call goes on.
 *
 * @param wish the direction that we want our audio to have; null for a re-INVITE that only refreshes the session
 * @param offer what the re-INVITE offers; null while it waits, because the session may change meanwhile
 */
record Reinviting(Up up, @Nullable Direction wish, @Nullable Session offer) implements CallState {
    private static final int PENDING = 491;
    private static final int TIMED_OUT = 408;
    private static final int NO_SUCH_CALL = 481;
    private static final int CALL_GONE = 487;

    /** Begins, or waits when an INVITE of theirs is not over: one at a time in either direction. */
    static Step begin(Up up, @Nullable Direction wish) {
        if (up.unacked() != null) {
            return Step.to(new Reinviting(up, wish, null), new ArmGlare());
        }
        Session offer = wish == null ? up.session() : up.session().wishing(wish).offer();
        Up next = new Up(up.dialog().next(), up.session(), null, up.timings());
        return Step.to(
                new Reinviting(next, wish, offer),
                new SendReInvite(next.dialog(), String.valueOf(offer.sdp())),
                new Arm(CallTimer.RING, up.timings().ring()));
    }

    @Override
    public Step on(CallEvent event) {
        if (offer == null) {
            boolean turn = event instanceof Fired fired && fired.timer() == CallTimer.GLARE;
            return turn ? begin(up, wish) : otherwise(event);
        }
        CallAction[] later = up.dialog().timer().postponed(event, up.timings());
        if (later.length > 0) { // this INVITE refreshes the session, too, and its CSeq must stay the last of ours
            return Step.stay(this, later);
        }
        if (event instanceof Success success && success.cseq() == up.dialog().localSeq()) {
            return succeeded(success, offer);
        }
        if (event instanceof Failure failure) {
            SessionTimer longer = up.dialog().timer().raised(failure.minSe());
            return longer == null ? failed(failure.status()) : again(longer);
        }
        if (event instanceof ReInvite theirs && !up.dialog().isOutOfOrder(theirs.cseq())) {
            // RFC 3261, section 14.2: glare.
            return Step.to(new Reinviting(up.heard(theirs), wish, offer), Respond.plain(theirs.exchange(), PENDING));
        }
        if (event instanceof Update theirs
                && theirs.sdp() != null
                && !up.dialog().isOutOfOrder(theirs.cseq())) {
            // RFC 3311, section 5.2: our offer is open.
            return Step.to(new Reinviting(up.heard(theirs), wish, offer), Respond.plain(theirs.exchange(), PENDING));
        }
        if (event instanceof Fired fired && fired.timer() == CallTimer.RING) {
            return Step.stay(
                    this,
                    new SendCancel(),
                    new Arm(CallTimer.CANCEL_WAIT, up.timings().giveUp()));
        }
        if (event instanceof Fired fired && fired.timer() == CallTimer.CANCEL_WAIT) {
            return failed(TIMED_OUT);
        }
        return otherwise(event);
    }

    private Step succeeded(Success success, Session offered) {
        SessionTimer timer = up.dialog().timer().agreed(success.terms());
        Dialog moved = up.dialog().retargeted(success.target()).timed(timer);
        List<CallAction> acknowledge = List.of(
                new SendAck(moved, success.cseq()), new Disarm(CallTimer.RING), new Disarm(CallTimer.CANCEL_WAIT));
        try {
            Session agreed = offered.accept(success.sdp() == null ? "" : success.sdp());
            List<CallAction> actions = new ArrayList<>(acknowledge);
            actions.addAll(timer.armed(up.dialog().timer(), up.timings()));
            actions.addAll(up.changes(agreed));
            actions.add(new Reinvited(200));
            return new Step(new Up(moved, agreed, null, up.timings()), actions);
        } catch (SdpException e) {
            Up still = new Up(moved, up.session(), null, up.timings());
            return still.leave(Termination.rejected(e.status()))
                    .after(List.of(new Reinvited(e.status())))
                    .after(acknowledge);
        }
    }

    /** What was agreed before still holds, unless the far end is gone (RFC 3261, section 12.2.1.2 and 14.1). */
    private Step failed(int status) {
        List<CallAction> quiet = List.of(new Disarm(CallTimer.RING), new Disarm(CallTimer.CANCEL_WAIT));
        if (status == PENDING) {
            return Step.to(new Reinviting(up, wish, null), new ArmGlare()).after(quiet);
        }
        List<CallAction> told = List.of(new Reinvited(status));
        if (status == NO_SUCH_CALL) {
            return up.leave(Termination.callerHungUp()).after(told).after(quiet);
        }
        if (status == TIMED_OUT) {
            Termination why = wish == null ? Termination.sessionExpired() : Termination.mediaTimeout();
            return up.leave(why).after(told).after(quiet);
        }
        if (wish == null && up.dialog().timer().runs()) { // tried again while there is time
            Duration later = up.timings().t2().multipliedBy(2);
            return Step.to(up, new Reinvited(status), new Arm(CallTimer.REFRESH, later))
                    .after(quiet);
        }
        return new Step(up, told).after(quiet);
    }

    /** The same with an interval that the far end takes (RFC 4028, section 7.3). */
    private Step again(SessionTimer longer) {
        Up next = new Up(up.dialog().timed(longer), up.session(), up.unacked(), up.timings());
        return begin(next, wish).after(List.of(new Disarm(CallTimer.CANCEL_WAIT)));
    }

    /** Everything else is the call's business; if it ends, so does this. */
    private Step otherwise(CallEvent event) {
        if (event instanceof Refer refer) {
            return Step.stay(this, Respond.plain(refer.exchange(), PENDING));
        }
        if (event instanceof Referred) {
            return Step.stay(this); // its NOTIFY would take the number by which the re-INVITE is known
        }
        Step step = up.on(event);
        if (step.next() instanceof Up still) {
            return new Step(new Reinviting(still, wish, offer), step.actions());
        }
        boolean another = step.next() instanceof Reinviting || step.next() instanceof Transferring;
        return another
                ? Step.stay(this, up.dialog().timer().postponed(event, up.timings()))
                : step.after(List.of(new Reinvited(CALL_GONE))); // one thing at a time
    }
}
