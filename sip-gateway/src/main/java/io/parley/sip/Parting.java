package io.parley.sip;

import io.parley.agent.Termination;
import io.parley.sip.CallAction.Arm;
import io.parley.sip.CallAction.Disarm;
import io.parley.sip.CallAction.Forget;
import io.parley.sip.CallAction.ResendOk;
import io.parley.sip.CallAction.Respond;
import io.parley.sip.CallAction.SendBye;
import io.parley.sip.CallEvent.Ack;
import io.parley.sip.CallEvent.Bye;
import io.parley.sip.CallEvent.Fired;

/** We have hung up between our 200 and its ACK: the call has ended, the BYE waits for the ACK. */
record Parting(Dialog dialog, Unacked unacked, Termination why, SipTimings timings) implements CallState {

    @Override
    public Step on(CallEvent event) {
        if (event instanceof Ack ack && ack.cseq() == unacked.cseq()) {
            return leave();
        }
        if (event instanceof Fired fired && fired.timer() == CallTimer.RESEND_OK) {
            Unacked later = unacked.later(timings.t2());
            return Step.to(
                    new Parting(dialog, later, why, timings),
                    new ResendOk(),
                    new Arm(CallTimer.RESEND_OK, later.interval()));
        }
        if (event instanceof Fired fired && fired.timer() == CallTimer.ACK_WAIT) {
            return leave();
        }
        if (event instanceof Bye bye) {
            return Step.to(new Gone(), Respond.plain(bye.exchange(), 200), new Forget());
        }
        return CallState.otherwise(this, event);
    }

    private Step leave() {
        Dialog next = dialog.next();
        return Step.to(
                new Leaving(next),
                new Disarm(CallTimer.RESEND_OK),
                new Disarm(CallTimer.ACK_WAIT),
                new SendBye(next, Reasons.of(why)));
    }
}
