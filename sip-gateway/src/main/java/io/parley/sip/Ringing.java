package io.parley.sip;

import io.parley.agent.Termination;
import io.parley.media.RtpTarget;
import io.parley.media.SdpException;
import io.parley.sip.CallAction.Arm;
import io.parley.sip.CallAction.Disarm;
import io.parley.sip.CallAction.End;
import io.parley.sip.CallAction.Forget;
import io.parley.sip.CallAction.RefuseOverlap;
import io.parley.sip.CallAction.ResendProvisional;
import io.parley.sip.CallAction.Respond;
import io.parley.sip.CallAction.Retarget;
import io.parley.sip.CallAction.StartMedia;
import io.parley.sip.CallEvent.Answer;
import io.parley.sip.CallEvent.Bye;
import io.parley.sip.CallEvent.Cancel;
import io.parley.sip.CallEvent.Fault;
import io.parley.sip.CallEvent.Fired;
import io.parley.sip.CallEvent.HangUp;
import io.parley.sip.CallEvent.Info;
import io.parley.sip.CallEvent.Options;
import io.parley.sip.CallEvent.Prack;
import io.parley.sip.CallEvent.Progress;
import io.parley.sip.CallEvent.ReInvite;
import io.parley.sip.CallEvent.Update;
import java.util.ArrayList;
import java.util.List;

/**
 * They were told that it rings, or hear early media; the agent has not taken the call.
 *
 * @param cseq of the INVITE
 * @param session our answer, or our offer when they made none
 * @param wish what the agent wants and what has to wait for a PRACK
 */
record Ringing(
        Exchange invite, long cseq, Dialog dialog, Session session, SipTimings timings, Reliable reliable, Wish wish)
        implements CallState {

    /** How far the agent has come, and what of it is still to be done. */
    enum Wish {
        NOTHING,
        /** Early media as soon as the response before it is acknowledged. */
        PROGRESS,
        /** Early media as soon as the answer to our offer has come. */
        SOUND,
        PLAYING,
        ANSWER
    }

    Ringing(Exchange invite, long cseq, Dialog dialog, Session session, SipTimings timings) {
        this(invite, cseq, dialog, session, timings, Reliable.NONE, Wish.NOTHING);
    }

    @Override
    public Step on(CallEvent event) {
        if (event instanceof Answer) {
            return reliable.waits() ? Step.to(wishing(Wish.ANSWER)) : answer();
        }
        if (event instanceof Progress) {
            return wish == Wish.NOTHING ? progress() : Step.stay(this);
        }
        if (event instanceof Cancel cancel) {
            return CallState.cancelled(invite, cancel.exchange());
        }
        if (event instanceof Bye bye) {
            return CallState.cancelled(invite, bye.exchange()); // RFC 3261, section 15.1.2: 487 to what is pending
        }
        if (event instanceof HangUp hangUp) {
            return CallState.unanswered(invite, hangUp.why());
        }
        if (event instanceof Fault) {
            return CallState.unanswered(invite, Termination.serverError());
        }
        if (event instanceof Fired fired) {
            return fired(fired.timer());
        }
        if (event instanceof ReInvite reInvite) {
            return Step.stay(this, new RefuseOverlap(reInvite.exchange()));
        }
        if (event instanceof Info info) {
            return Step.stay(heard(info.cseq()), Respond.plain(info.exchange(), 200));
        }
        if (event instanceof Options options) {
            return Step.stay(heard(options.cseq()), CallState.capabilities(options.exchange(), dialog.timer()));
        }
        if (event instanceof Update update) {
            return update(update);
        }
        if (event instanceof Prack prack) {
            return prack(prack);
        }
        return CallState.otherwise(this, event);
    }

    private Step fired(CallTimer timer) {
        if (timer == CallTimer.RING) {
            return CallState.unanswered(invite, Termination.rejected(480));
        }
        if (timer == CallTimer.PRACK_WAIT && reliable.waits()) {
            return CallState.unanswered(invite, Termination.rejected(504)); // RFC 3262, section 3
        }
        if (timer == CallTimer.RESEND_PROVISIONAL && reliable.open() != null) {
            Reliable later = reliable.later();
            Ringing next = new Ringing(invite, cseq, dialog, session, timings, later, wish);
            return Step.to(
                    next,
                    new ResendProvisional(),
                    new Arm(CallTimer.RESEND_PROVISIONAL, reliable.open().multipliedBy(2)));
        }
        return Step.stay(this);
    }

    /** Without a description of theirs, the first reliable response must offer one (RFC 3262, section 5). */
    Step ring() {
        return reliable.demanded()
                ? reliably(180, session.target() == null, wish)
                : Step.to(this, Respond.plain(invite, 180));
    }

    /** Sends a provisional response that is to be acknowledged. */
    private Step reliably(int status, boolean describes, Wish then) {
        String sdp = describes ? session.sdp() : null;
        Reliable next = reliable.next(sdp, session.target() == null, timings.t1());
        return Step.to(
                new Ringing(invite, cseq, dialog, session, timings, next, then),
                new Respond(invite, status, next.headers(), sdp),
                new Arm(CallTimer.RESEND_PROVISIONAL, timings.t1()),
                new Arm(CallTimer.PRACK_WAIT, timings.giveUp()));
    }

    /** Sound before the answer; where there can be none, the answer. */
    private Step progress() {
        if (reliable.waits()) {
            return Step.to(wishing(Wish.PROGRESS));
        }
        boolean canWait = reliable.supported();
        if (session.isHeld() || session.target() == null && !canWait) {
            return answer();
        }
        if (session.target() == null) {
            return reliably(183, true, Wish.SOUND);
        }
        boolean describes = !reliable.described();
        Step step = canWait && (describes || reliable.demanded())
                ? reliably(183, describes, Wish.PLAYING)
                : Step.to(
                        wishing(Wish.PLAYING),
                        new Respond(invite, 183, List.of(Answers.ALLOW), describes ? session.sdp() : null));
        return step.then(playing(session));
    }

    private static List<CallAction> playing(Session session) {
        RtpTarget target = session.target();
        return target == null ? List.of() : List.of(new StartMedia(target), new CallAction.EarlyMedia());
    }

    private Step prack(Prack prack) {
        if (dialog.isOutOfOrder(prack.cseq())) {
            return Step.stay(this, Respond.plain(prack.exchange(), 500));
        }
        if (!reliable.isMeant(prack, cseq)) {
            return Step.stay(heard(prack.cseq()), Respond.plain(prack.exchange(), 481));
        }
        boolean offers = prack.sdp() != null && !reliable.offer();
        if (offers && !reliable.described()) { // their first offer has no answer yet
            return acknowledged(prack, session, new RefuseOverlap(prack.exchange()));
        }
        try {
            String sdp = prack.sdp() == null ? "" : prack.sdp();
            Session agreed = reliable.offer() ? session.accept(sdp) : offers ? session.answer(sdp) : session;
            Step step = acknowledged(
                    prack, agreed, new Respond(prack.exchange(), 200, List.of(), offers ? agreed.sdp() : null));
            RtpTarget target = agreed.target();
            return offers && wish == Wish.PLAYING && target != null ? step.then(List.of(new Retarget(target))) : step;
        } catch (SdpException e) {
            Respond refusal =
                    new Respond(prack.exchange(), e.status(), List.of(Answers.warning(399, e.getMessage())), null);
            return reliable.offer() ? useless(refusal) : acknowledged(prack, session, refusal);
        }
    }

    /** Whatever else the PRACK brought, the response has arrived. */
    private Step acknowledged(Prack prack, Session agreed, CallAction answer) {
        return new Ringing(invite, cseq, dialog.heard(prack.cseq()), agreed, timings, reliable.acknowledged(), wish)
                .goOn()
                .after(List.of(answer, new Disarm(CallTimer.RESEND_PROVISIONAL), new Disarm(CallTimer.PRACK_WAIT)));
    }

    /** Our offer has an answer that we cannot use: there is nothing to talk over. */
    private Step useless(Respond refusal) {
        return Step.to(
                new Gone(),
                refusal,
                Respond.plain(invite, refusal.status()),
                new End(Termination.rejected(refusal.status())),
                new Forget());
    }

    /** What has waited for the PRACK. */
    private Step goOn() {
        return switch (wish) {
            case PROGRESS -> wishing(Wish.NOTHING).progress();
            case SOUND -> Step.to(wishing(Wish.PLAYING)).then(playing(session));
            case ANSWER -> answer();
            default -> Step.to(this);
        };
    }

    /** Their offer, in the INVITE or still to come, has no answer before the 200, unless a reliable response has. */
    private Step update(Update update) {
        if (dialog.isOutOfOrder(update.cseq())) {
            return Step.stay(this, Respond.plain(update.exchange(), 500));
        }
        Updated.Open open =
                reliable.offer() ? Updated.Open.OURS : reliable.described() ? Updated.Open.NONE : Updated.Open.THEIRS;
        Updated updated = Updated.by(update, dialog, session, open, true, timings);
        return new Step(
                new Ringing(invite, cseq, updated.dialog(), updated.session(), timings, reliable, wish),
                updated.actions());
    }

    Step answer() {
        // RFC 3264: without a target the description we send is an offer, and its answer comes in the ACK.
        Unacked unacked = new Unacked(cseq, session.target() == null, timings.t1());
        boolean says = !reliable.described() || String.valueOf(session.sdp()).equals(reliable.sent());
        List<CallAction> actions = new ArrayList<>(List.of(
                new Disarm(CallTimer.RING),
                new Respond(invite, 200, Answers.ofASession(dialog.timer()), says ? session.sdp() : null),
                new Arm(CallTimer.RESEND_OK, unacked.interval()),
                new Arm(CallTimer.ACK_WAIT, timings.giveUp())));
        actions.addAll(dialog.timer().armed(SessionTimer.OFF, timings));
        return new Step(new Answered(dialog, session, unacked, timings), actions);
    }

    private Ringing wishing(Wish other) {
        return new Ringing(invite, cseq, dialog, session, timings, reliable, other);
    }

    private Ringing heard(long later) {
        return new Ringing(invite, cseq, dialog.heard(later), session, timings, reliable, wish);
    }
}
