package io.parley.sip;

import io.parley.agent.Termination;
import io.parley.sip.CallAction.Arm;
import io.parley.sip.CallAction.Disarm;
import io.parley.sip.CallAction.RefuseOverlap;
import io.parley.sip.CallAction.Respond;
import io.parley.sip.CallEvent.Answer;
import io.parley.sip.CallEvent.Bye;
import io.parley.sip.CallEvent.Cancel;
import io.parley.sip.CallEvent.Fault;
import io.parley.sip.CallEvent.Fired;
import io.parley.sip.CallEvent.HangUp;
import io.parley.sip.CallEvent.Info;
import io.parley.sip.CallEvent.Options;
import io.parley.sip.CallEvent.ReInvite;

/**
 * They were told that it rings; the agent has not taken the call.
 *
 * @param cseq of the INVITE
 * @param session our answer, or our offer when they made none; not sent yet
 */
record Ringing(Exchange invite, long cseq, Dialog dialog, Session session, SipTimings timings) implements CallState {

    @Override
    public Step on(CallEvent event) {
        if (event instanceof Answer) {
            return answer();
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
        if (event instanceof Fired fired && fired.timer() == CallTimer.RING) {
            return CallState.unanswered(invite, Termination.rejected(480));
        }
        if (event instanceof ReInvite reInvite) {
            return Step.stay(this, new RefuseOverlap(reInvite.exchange()));
        }
        if (event instanceof Info info) {
            return Step.stay(heard(info.cseq()), Respond.plain(info.exchange(), 200));
        }
        if (event instanceof Options options) {
            return Step.stay(heard(options.cseq()), CallState.capabilities(options.exchange()));
        }
        return CallState.otherwise(this, event);
    }

    private Step answer() {
        // RFC 3264: without a target the description we send is an offer, and its answer comes in the ACK.
        Unacked unacked = new Unacked(cseq, session.target() == null, timings.t1());
        return Step.to(
                new Answered(dialog, session, unacked, timings),
                new Disarm(CallTimer.RING),
                new Respond(invite, 200, Answers.OF_A_SESSION, session.sdp()),
                new Arm(CallTimer.RESEND_OK, unacked.interval()),
                new Arm(CallTimer.ACK_WAIT, timings.giveUp()));
    }

    private Ringing heard(long later) {
        return new Ringing(invite, cseq, dialog.heard(later), session, timings);
    }
}
