package io.parley.sip;

import io.parley.agent.Termination;
import io.parley.sip.CallAction.Arm;
import io.parley.sip.CallAction.Disarm;
import io.parley.sip.CallAction.Respond;
import io.parley.sip.CallAction.TransferEnded;
import io.parley.sip.CallEvent.Bye;
import io.parley.sip.CallEvent.Fired;
import io.parley.sip.CallEvent.Notify;
import io.parley.sip.CallEvent.Refer;
import io.parley.sip.CallEvent.ReferAnswered;
import java.util.ArrayList;
import java.util.List;

/**
 * A REFER is under way (RFC 3515) while the call goes on.
 *
 * @param accepted the far end has taken the REFER: from here on its BYE means that the transfer happened
 */
record Transferring(Up up, boolean accepted) implements CallState {
    private static final int UNKNOWN_SUCCESS = 202;
    private static final int PENDING = 491;
    private static final int TIMED_OUT = 408;
    private static final int CALL_GONE = 487;

    @Override
    public Step on(CallEvent event) {
        if (event instanceof ReferAnswered answered) {
            return answered.status() < 300 ? Step.to(new Transferring(up, true)) : failed(answered.status());
        }
        if (event instanceof Notify notify && !up.dialog().isOutOfOrder(notify.cseq())) {
            return progress(notify);
        }
        if (event instanceof Fired fired && fired.timer() == CallTimer.TRANSFER) {
            return failed(TIMED_OUT);
        }
        if (event instanceof Fired fired && fired.timer() == CallTimer.LEAVE) {
            return up.leave(Termination.transferred());
        }
        if (event instanceof Bye bye && accepted && !up.dialog().isOutOfOrder(bye.cseq())) {
            return up.hungUp(bye, Termination.transferred()).after(List.of(new TransferEnded(UNKNOWN_SUCCESS)));
        }
        return otherwise(event);
    }

    private Step progress(Notify notify) {
        Up heard = up.heard(notify);
        List<CallAction> ok = List.of(Respond.plain(notify.exchange(), 200));
        if (notify.status() >= 300) {
            return new Transferring(heard, accepted).failed(notify.status()).after(ok);
        }
        if (notify.status() >= 200) {
            return Step.to(
                            new Transferring(heard, true),
                            new TransferEnded(notify.status()),
                            new Disarm(CallTimer.TRANSFER),
                            new Arm(CallTimer.LEAVE, up.timings().leave()))
                    .after(ok);
        }
        // The subscription ends without telling how: nobody will tell any more.
        return notify.last()
                ? new Transferring(heard, accepted).failed(TIMED_OUT).after(ok)
                : Step.to(new Transferring(heard, true)).after(ok);
    }

    private Step failed(int status) {
        return Step.to(up, new Disarm(CallTimer.TRANSFER), new TransferEnded(status));
    }

    /** Everything else is the call's business; if it ends, so does the transfer. */
    private Step otherwise(CallEvent event) {
        if (event instanceof Refer refer) {
            return Step.stay(this, Respond.plain(refer.exchange(), PENDING));
        }
        Step step = up.on(event);
        if (step.next() instanceof Up still) {
            return new Step(new Transferring(still, accepted), step.actions());
        }
        if (step.next() instanceof Transferring || step.next() instanceof Reinviting) {
            return Step.stay(this, up.dialog().timer().postponed(event, up.timings())); // one thing at a time
        }
        List<CallAction> actions = new ArrayList<>(step.actions());
        actions.add(0, new TransferEnded(CALL_GONE));
        return new Step(step.next(), actions);
    }
}
