package io.parley.sip;

import io.parley.sip.CallAction.Arm;
import io.parley.sip.CallAction.Forget;
import io.parley.sip.CallAction.SendAck;
import io.parley.sip.CallAction.SendBye;
import io.parley.sip.CallAction.SendCancel;
import io.parley.sip.CallEvent.Failure;
import io.parley.sip.CallEvent.Fired;
import io.parley.sip.CallEvent.Provisional;
import io.parley.sip.CallEvent.Success;

/**
 * We have given up a call that nobody had answered: it has ended, its INVITE wants its final response.
 *
 * @param sent the CANCEL has gone; it may only follow a provisional response (RFC 3261, section 9.1)
 */
record Cancelling(Dialog dialog, boolean sent, SipTimings timings) implements CallState {

    @Override
    public Step on(CallEvent event) {
        if (event instanceof Provisional && !sent) {
            return Step.to(
                    new Cancelling(dialog, true, timings),
                    new SendCancel(),
                    new Arm(CallTimer.CANCEL_WAIT, timings.giveUp()));
        }
        if (event instanceof Success success) { // it crossed our CANCEL
            Dialog made = dialog.established(success.remoteTag(), success.target(), success.recordRoutes());
            Dialog next = made.next();
            return Step.to(new Leaving(next), new SendAck(made, success.cseq()), new SendBye(next, null));
        }
        boolean given = event instanceof Fired fired && fired.timer() == CallTimer.CANCEL_WAIT;
        if (event instanceof Failure || given) {
            return Step.to(new Gone(), new Forget());
        }
        return CallState.otherwise(this, event);
    }
}
