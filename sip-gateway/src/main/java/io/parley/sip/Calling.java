package io.parley.sip;

import io.parley.agent.Termination;
import io.parley.media.SdpException;
import io.parley.sip.CallAction.Arm;
import io.parley.sip.CallAction.Disarm;
import io.parley.sip.CallAction.End;
import io.parley.sip.CallAction.Forget;
import io.parley.sip.CallAction.SendAck;
import io.parley.sip.CallAction.SendBye;
import io.parley.sip.CallAction.SendCancel;
import io.parley.sip.CallAction.SendInvite;
import io.parley.sip.CallEvent.Failure;
import io.parley.sip.CallEvent.Fault;
import io.parley.sip.CallEvent.Fired;
import io.parley.sip.CallEvent.HangUp;
import io.parley.sip.CallEvent.Provisional;
import io.parley.sip.CallEvent.Success;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Our INVITE has gone; no final response has come.
 *
 * @param session our offer
 * @param heard a provisional response has come: the INVITE can be cancelled (RFC 3261, section 9.1)
 * @param early the description of a provisional response, which the 200 need not repeat
 */
record Calling(
        Dialog dialog,
        Session session,
        boolean heard,
        @Nullable String early,
        SipTimings timings) implements CallState {

    /** Begins a call with our offer. */
    static Step begin(Dialog dialog, Session fresh, SipTimings timings) {
        Session offered = fresh.offer();
        return Step.to(
                new Calling(dialog, offered, false, null, timings),
                new SendInvite(dialog, String.valueOf(offered.sdp())),
                new Arm(CallTimer.RING, timings.ring()));
    }

    @Override
    public Step on(CallEvent event) {
        if (event instanceof Provisional provisional) {
            String description = provisional.sdp() == null ? early : provisional.sdp();
            return Step.to(new Calling(dialog, session, true, description, timings));
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
        return CallState.otherwise(this, event);
    }

    /** The same INVITE with an interval that the far end takes (RFC 4028, section 7.3). */
    private Step again(SessionTimer longer) {
        Dialog next = dialog.next().timed(longer);
        return Step.to(
                new Calling(next, session, false, null, timings), new SendInvite(next, String.valueOf(session.sdp())));
    }

    private Step succeeded(Success success) {
        SessionTimer timer = dialog.timer().agreed(success.terms());
        Dialog made = dialog.established(success.remoteTag(), success.target(), success.recordRoutes())
                .timed(timer);
        List<CallAction> acknowledge = List.of(new Disarm(CallTimer.RING), new SendAck(made, success.cseq()));
        String answer = success.sdp() == null ? early : success.sdp();
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
