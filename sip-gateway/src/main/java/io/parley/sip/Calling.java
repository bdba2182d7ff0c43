package io.parley.sip;

import io.parley.agent.Termination;
import io.parley.media.RtpTarget;
import io.parley.media.SdpException;
import io.parley.sip.CallAction.Arm;
import io.parley.sip.CallAction.Disarm;
import io.parley.sip.CallAction.End;
import io.parley.sip.CallAction.Forget;
import io.parley.sip.CallAction.Progress;
import io.parley.sip.CallAction.Respond;
import io.parley.sip.CallAction.Retarget;
import io.parley.sip.CallAction.SendAck;
import io.parley.sip.CallAction.SendBye;
import io.parley.sip.CallAction.SendCancel;
import io.parley.sip.CallAction.SendInvite;
import io.parley.sip.CallAction.SendPrack;
import io.parley.sip.CallAction.StartMedia;
import io.parley.sip.CallEvent.Failure;
import io.parley.sip.CallEvent.Fault;
import io.parley.sip.CallEvent.Fired;
import io.parley.sip.CallEvent.HangUp;
import io.parley.sip.CallEvent.Info;
import io.parley.sip.CallEvent.Options;
import io.parley.sip.CallEvent.Provisional;
import io.parley.sip.CallEvent.Redirected;
import io.parley.sip.CallEvent.Reliable;
import io.parley.sip.CallEvent.Success;
import io.parley.sip.CallEvent.Update;
import java.util.ArrayList;
import java.util.List;

/**
 * Our INVITE has gone; no final response has come.
 *
 * @param session our offer
 * @param heard a provisional response has come: the INVITE can be cancelled (RFC 3261, section 9.1)
 */
record Calling(Dialog dialog, Session session, boolean heard, Early early, SipTimings timings) implements CallState {

    /** Begins a call with our offer. */
    static Step begin(Dialog dialog, Session fresh, SipTimings timings) {
        Session offered = fresh.offer();
        return Step.to(
                new Calling(dialog, offered, false, Early.NONE, timings),
                new SendInvite(dialog, String.valueOf(offered.sdp())),
                new Arm(CallTimer.RING, timings.ring()));
    }

    @Override
    public Step on(CallEvent event) {
        if (event instanceof Provisional provisional) {
            return progress(provisional);
        }
        if (event instanceof Redirected) {
            return Step.to(new Calling(dialog, session, false, Early.NONE, timings));
        }
        if (event instanceof Success success) {
            return succeeded(success);
        }
        if (event instanceof Failure failure) {
            SessionTimer longer = dialog.timer().raised(failure.minSe());
            if (longer != null) {
                return again(longer);
            }
            Termination why = failure.status() == 408 ? Termination.noAnswer() : Termination.rejected(failure.status());
            return Step.to(new Gone(), new End(why), new Forget());
        }
        if (event instanceof HangUp hangUp) {
            return giveUp(CallState.refusal(hangUp.why()).sipCode() == 480 ? Termination.cancelled() : hangUp.why());
        }
        if (event instanceof Fault) {
            return giveUp(Termination.serverError());
        }
        if (event instanceof Fired fired && fired.timer() == CallTimer.RING) {
            return giveUp(Termination.noAnswer());
        }
        return inEarlyDialog(event);
    }

    /** Requests of an early dialog (RFC 3311, section 5.2): what needs no answer of ours first is answered. */
    private Step inEarlyDialog(CallEvent event) {
        if (event instanceof Update update) {
            return Step.stay(
                    this,
                    update.sdp() == null
                            ? new Respond(update.exchange(), 200, Answers.ofAnUpdate(dialog.timer()), null)
                            : Respond.plain(update.exchange(), 491)); // our offer is open
        }
        if (event instanceof Info info) {
            return Step.stay(this, Respond.plain(info.exchange(), 200));
        }
        if (event instanceof Options options) {
            return Step.stay(this, CallState.capabilities(options.exchange(), dialog.timer()));
        }
        return CallState.otherwise(this, event);
    }

    /** The same INVITE with an interval that the far end takes (RFC 4028, section 7.3). */
    private Step again(SessionTimer longer) {
        Dialog next = dialog.next().timed(longer);
        return Step.to(
                new Calling(next, session, false, Early.NONE, timings),
                new SendInvite(next, String.valueOf(session.sdp())));
    }

    /** What is reliable and out of order is passed over, and comes again (RFC 3262, section 4). */
    private Step progress(Provisional provisional) {
        Reliable reliable = provisional.reliable();
        if (reliable != null && !early.isNext(reliable.remoteTag(), reliable.rseq())) {
            return Step.to(new Calling(dialog, session, true, early, timings));
        }
        List<CallAction> actions = new ArrayList<>();
        Dialog now = dialog;
        Early next = early;
        if (reliable != null) {
            now = dialog.next(); // one row of numbers for all branches, so that each sees its own rise
            actions.add(new SendPrack(branch(now, reliable), reliable.rseq(), reliable.cseq()));
            next = next.acknowledged(reliable.remoteTag(), reliable.rseq());
        }
        if (provisional.sdp() != null) {
            Early described = reliable == null
                    ? next.described(provisional.sdp())
                    : next.described(reliable.remoteTag(), provisional.sdp());
            next = listen(described, provisional.sdp(), actions);
        }
        if (provisional.status() > 100) {
            actions.add(new Progress(provisional.status(), next.media() != null));
        }
        return new Step(new Calling(now, session, true, next, timings), actions);
    }

    private static Dialog branch(Dialog now, Reliable reliable) {
        return now.established(reliable.remoteTag(), reliable.target(), reliable.recordRoutes());
    }

    /** The branch that spoke last is heard: where a call goes from one to the next, the one before is silent. */
    private Early listen(Early before, String description, List<CallAction> actions) {
        try {
            RtpTarget target = session.accept(description).target();
            if (target == null || target.equals(before.media())) {
                return before;
            }
            actions.add(before.media() == null ? new StartMedia(target) : new Retarget(target));
            return before.heard(target);
        } catch (SdpException e) {
            return before; // a preview; the answer that counts may be sound
        }
    }

    private Step succeeded(Success success) {
        SessionTimer timer = dialog.timer().agreed(success.terms());
        Dialog made = dialog.established(success.remoteTag(), success.target(), success.recordRoutes())
                .timed(timer);
        List<CallAction> acknowledge = List.of(new Disarm(CallTimer.RING), new SendAck(made, success.cseq()));
        String answer = success.sdp() == null ? early.sdp(success.remoteTag()) : success.sdp();
        try {
            Session agreed = session.accept(answer == null ? "" : answer);
            List<CallAction> actions = new ArrayList<>(acknowledge);
            actions.addAll(Up.beginning(agreed, timings));
            actions.addAll(timer.armed(dialog.timer(), timings));
            return new Step(new Up(made, agreed, null, timings), actions);
        } catch (SdpException e) {
            Termination why = Termination.rejected(e.status());
            Dialog next = made.next();
            return Step.to(new Leaving(next), new SendBye(next, Reasons.of(why)), new End(why))
                    .after(acknowledge);
        }
    }

    private Step giveUp(Termination why) {
        return heard
                ? Step.to(
                        new Cancelling(dialog, true, timings),
                        new Disarm(CallTimer.RING),
                        new SendCancel(),
                        new Arm(CallTimer.CANCEL_WAIT, timings.giveUp()),
                        new End(why))
                : Step.to(new Cancelling(dialog, false, timings), new Disarm(CallTimer.RING), new End(why));
    }
}
