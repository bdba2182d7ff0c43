package io.parley.sip;

import io.parley.agent.Termination;
import io.parley.media.Direction;
import io.parley.media.RtpTarget;
import io.parley.media.SdpException;
import io.parley.sip.CallAction.Arm;
import io.parley.sip.CallAction.ArmGlare;
import io.parley.sip.CallAction.Digits;
import io.parley.sip.CallAction.Disarm;
import io.parley.sip.CallAction.End;
import io.parley.sip.CallAction.Follow;
import io.parley.sip.CallAction.Forget;
import io.parley.sip.CallAction.Hold;
import io.parley.sip.CallAction.ResendOk;
import io.parley.sip.CallAction.Respond;
import io.parley.sip.CallAction.Retarget;
import io.parley.sip.CallAction.SendAck;
import io.parley.sip.CallAction.SendBye;
import io.parley.sip.CallAction.SendNotify;
import io.parley.sip.CallAction.SendRefer;
import io.parley.sip.CallAction.SendUpdate;
import io.parley.sip.CallAction.StartMedia;
import io.parley.sip.CallEvent.Ack;
import io.parley.sip.CallEvent.Bye;
import io.parley.sip.CallEvent.Fault;
import io.parley.sip.CallEvent.Fired;
import io.parley.sip.CallEvent.HangUp;
import io.parley.sip.CallEvent.InDialog;
import io.parley.sip.CallEvent.Info;
import io.parley.sip.CallEvent.MediaSilent;
import io.parley.sip.CallEvent.Options;
import io.parley.sip.CallEvent.PutOnHold;
import io.parley.sip.CallEvent.ReInvite;
import io.parley.sip.CallEvent.Refer;
import io.parley.sip.CallEvent.Referred;
import io.parley.sip.CallEvent.Success;
import io.parley.sip.CallEvent.TransferTo;
import io.parley.sip.CallEvent.Update;
import io.parley.sip.CallEvent.UpdateAnswered;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The two sides talk.
 *
 * @param unacked a 200 of ours that still waits for its ACK: to a re-INVITE, or to the INVITE when something overtook it
 */
record Up(Dialog dialog, Session session, @Nullable Unacked unacked, SipTimings timings) implements CallState {
    private static final List<CallAction> QUIET =
            List.of(new Disarm(CallTimer.RESEND_OK), new Disarm(CallTimer.ACK_WAIT));

    @Override
    public Step on(CallEvent event) {
        if (event instanceof InDialog request && dialog.isOutOfOrder(request.cseq())) {
            return Step.stay(this, Respond.plain(request.exchange(), 500)); // RFC 3261, section 12.2.2
        }
        if (event instanceof Ack ack) {
            return acknowledged(ack);
        }
        if (event instanceof ReInvite reInvite) {
            return reInvited(reInvite);
        }
        if (event instanceof Update update) {
            return updated(update);
        }
        if (event instanceof UpdateAnswered answered) {
            return refreshed(answered);
        }
        if (event instanceof Info info) {
            return informed(info);
        }
        if (event instanceof Options options) {
            return Step.stay(heard(options), CallState.capabilities(options.exchange(), dialog.timer()));
        }
        if (event instanceof Refer refer) {
            Up heard = heard(refer);
            Dialog next = heard.dialog().next();
            return Step.to(
                    new Up(next, session, unacked, timings),
                    Respond.plain(refer.exchange(), 202),
                    new SendNotify(next, 100),
                    new Follow(refer.to()));
        }
        if (event instanceof Referred referred) {
            Dialog next = dialog.next();
            return Step.to(new Up(next, session, unacked, timings), new SendNotify(next, referred.status()));
        }
        if (event instanceof Bye bye) {
            return hungUp(bye, Termination.callerHungUp());
        }
        if (event instanceof TransferTo transfer) {
            return refer(transfer);
        }
        if (event instanceof PutOnHold hold) {
            return Reinviting.begin(this, hold.on() ? Direction.SENDONLY : Direction.SENDRECV);
        }
        if (event instanceof HangUp hangUp) {
            return leave(hangUp.why());
        }
        if (event instanceof MediaSilent) {
            return leave(Termination.mediaTimeout());
        }
        if (event instanceof Fault) {
            return leave(Termination.serverError());
        }
        if (event instanceof Fired fired) {
            return fired(fired.timer());
        }
        if (event instanceof Success again) {
            return Step.stay(this, acknowledgeAgain(dialog, again));
        }
        return CallState.otherwise(this, event);
    }

    /** What happens when a call comes up. */
    static List<CallAction> beginning(Session session, SipTimings timings) {
        RtpTarget target = session.target();
        if (target == null) {
            throw new IllegalStateException("no answer has come yet");
        }
        List<CallAction> actions = new ArrayList<>(List.of(
                new StartMedia(target),
                new Arm(CallTimer.CALL_LENGTH, timings.callLength()),
                new CallAction.Answered()));
        if (session.isHeld()) {
            actions.add(new Hold(true));
        }
        return actions;
    }

    /**
     * Another 2xx to our INVITE (RFC 3261, section 13.2.2.4): from the same element its ACK was lost; from another
     * branch of a fork we have no use for a second call.
     */
    static CallAction[] acknowledgeAgain(Dialog dialog, Success again) {
        if (again.remoteTag().equals(dialog.remoteTag())) {
            return new CallAction[] {new SendAck(dialog, again.cseq())};
        }
        Dialog other = dialog.established(again.remoteTag(), again.target(), again.recordRoutes());
        return new CallAction[] {new SendAck(other, again.cseq()), new SendBye(other.next(), null)};
    }

    private Step acknowledged(Ack ack) {
        if (unacked == null || ack.cseq() != unacked.cseq()) {
            return Step.stay(this);
        }
        Session agreed = session;
        if (unacked.wantsAnswer()) {
            try {
                agreed = session.accept(ack.sdp() == null ? "" : ack.sdp());
            } catch (SdpException e) {
                if (session.target() == null) {
                    return leave(Termination.rejected(e.status())).after(QUIET);
                } // else what was agreed before still holds
            }
        }
        List<CallAction> actions = new ArrayList<>(QUIET);
        actions.addAll(session.target() == null ? beginning(agreed, timings) : changes(agreed));
        return new Step(new Up(dialog, agreed, null, timings), actions);
    }

    private Step reInvited(ReInvite reInvite) {
        if (unacked != null && unacked.wantsAnswer()) {
            return Step.stay(heard(reInvite), Respond.plain(reInvite.exchange(), 491)); // an offer of ours is open
        }
        if (dialog.timer().isTooBrief(reInvite.terms())) {
            List<Header> least = List.of(dialog.timer().least());
            return Step.stay(heard(reInvite), new Respond(reInvite.exchange(), 422, least, null));
        }
        try {
            String offer = reInvite.sdp();
            Session changed = offer == null ? session.offer() : session.answer(offer);
            Unacked open = new Unacked(reInvite.cseq(), offer == null, timings.t1());
            SessionTimer timer = dialog.timer().asked(reInvite.terms());
            Dialog moved = dialog.heard(reInvite.cseq()).timed(timer);
            if (reInvite.contact() != null) {
                moved = moved.retargeted(reInvite.contact());
            }
            List<CallAction> actions = new ArrayList<>(List.of(
                    new Respond(reInvite.exchange(), 200, Answers.ofASession(timer), changed.sdp()),
                    new Arm(CallTimer.RESEND_OK, open.interval()),
                    new Arm(CallTimer.ACK_WAIT, timings.giveUp())));
            actions.addAll(timer.armed(dialog.timer(), timings));
            actions.addAll(changes(changed));
            return new Step(new Up(moved, changed, open, timings), actions);
        } catch (SdpException e) {
            // The session goes on as it was (RFC 3261, section 14.2).
            List<Header> warning = List.of(Answers.warning(399, e.getMessage()));
            return Step.stay(heard(reInvite), new Respond(reInvite.exchange(), e.status(), warning, null));
        }
    }

    private Step updated(Update update) {
        boolean offered = unacked != null && unacked.wantsAnswer();
        Updated.Open open = offered ? Updated.Open.OURS : Updated.Open.NONE;
        Updated updated = Updated.by(update, dialog, session, open, false, timings);
        return new Step(new Up(updated.dialog(), updated.session(), unacked, timings), updated.actions());
    }

    /** Half of the interval is over: by UPDATE, which touches nothing else, or by an INVITE that offers what is. */
    private Step refresh() {
        if (!dialog.timer().refreshes()) {
            return Step.stay(this);
        }
        if (!dialog.timer().updates()) {
            return Reinviting.begin(this, null);
        }
        Dialog next = dialog.next();
        return Step.to(new Up(next, session, unacked, timings), new SendUpdate(next));
    }

    /** Our UPDATE is answered (RFC 4028, section 7.2, 7.3 and 10). */
    private Step refreshed(UpdateAnswered answered) {
        int status = answered.status();
        SessionTimer timer = dialog.timer();
        if (status / 100 == 2) {
            return keeping(timer.agreed(answered.terms()));
        }
        SessionTimer longer = status == 422 ? timer.raised(answered.terms().minSe()) : null;
        if (longer != null) {
            return new Up(dialog.timed(longer), session, unacked, timings).refresh();
        }
        return switch (status) {
            case 408 -> leave(Termination.sessionExpired());
            case 481 -> leave(Termination.callerHungUp());
            case 491 -> Step.stay(this, new ArmGlare());
            case 405, 501 -> new Up(dialog.timed(timer.withoutUpdate()), session, unacked, timings).refresh();
            default -> new Up(dialog.timed(timer.withoutUpdate()), session, unacked, timings).refresh();
        };
    }

    private Step keeping(SessionTimer agreed) {
        return new Step(new Up(dialog.timed(agreed), session, unacked, timings), agreed.armed(dialog.timer(), timings));
    }

    List<CallAction> changes(Session changed) {
        return changes(session, changed);
    }

    /** What a changed session means for the media and the listener. */
    static List<CallAction> changes(Session session, Session changed) {
        List<CallAction> actions = new ArrayList<>();
        if (changed.target() != null && !changed.target().equals(session.target())) {
            actions.add(new Retarget(changed.target()));
        }
        if (changed.isHeld() != session.isHeld()) {
            actions.add(new Hold(changed.isHeld()));
        }
        return actions;
    }

    private Step informed(Info info) {
        if (info.digits() == null) {
            return Step.stay(heard(info), new Respond(info.exchange(), 415, List.of(Answers.ACCEPT), null));
        }
        return info.digits().isEmpty()
                ? Step.stay(heard(info), Respond.plain(info.exchange(), 200))
                : Step.stay(heard(info), Respond.plain(info.exchange(), 200), new Digits(info.digits()));
    }

    private Step refer(TransferTo transfer) {
        Dialog next = dialog.next();
        return Step.to(
                new Transferring(new Up(next, session, unacked, timings), false),
                new SendRefer(next, transfer.target()),
                new Arm(CallTimer.TRANSFER, timings.transfer()));
    }

    private Step fired(CallTimer timer) {
        if (timer == CallTimer.CALL_LENGTH) {
            return leave(Termination.tooLong());
        }
        if (timer == CallTimer.REFRESH || timer == CallTimer.GLARE) {
            return refresh();
        }
        if (timer == CallTimer.SESSION && dialog.timer().runs()) {
            return leave(Termination.sessionExpired());
        }
        if (timer == CallTimer.ACK_WAIT && unacked != null) {
            return leave(Termination.noAck()); // RFC 3261, section 14.2
        }
        if (timer == CallTimer.RESEND_OK && unacked != null) {
            Unacked later = unacked.later(timings.t2());
            return Step.to(
                    new Up(dialog, session, later, timings),
                    new ResendOk(),
                    new Arm(CallTimer.RESEND_OK, later.interval()));
        }
        return Step.stay(this);
    }

    Step hungUp(Bye bye, Termination why) {
        return Step.to(new Gone(), Respond.plain(bye.exchange(), 200), new End(why), new Forget());
    }

    Step leave(Termination why) {
        Dialog next = dialog.next();
        return Step.to(new Leaving(next), new SendBye(next, Reasons.of(why)), new End(why));
    }

    Up heard(InDialog request) {
        return new Up(dialog.heard(request.cseq()), session, unacked, timings);
    }
}
