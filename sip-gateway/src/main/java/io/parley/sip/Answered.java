package io.parley.sip;

import io.parley.agent.Termination;
import io.parley.sip.CallAction.Arm;
import io.parley.sip.CallAction.End;
import io.parley.sip.CallAction.Forget;
import io.parley.sip.CallAction.ResendOk;
import io.parley.sip.CallAction.Respond;
import io.parley.sip.CallAction.SendBye;
import io.parley.sip.CallEvent.Ack;
import io.parley.sip.CallEvent.Bye;
import io.parley.sip.CallEvent.Fault;
import io.parley.sip.CallEvent.Fired;
import io.parley.sip.CallEvent.HangUp;
import io.parley.sip.CallEvent.InDialog;
import io.parley.sip.CallEvent.Info;
import io.parley.sip.CallEvent.Options;
import io.parley.sip.CallEvent.ReInvite;
import io.parley.sip.CallEvent.Update;
import java.util.List;

/** Our 200 has gone, its ACK has not come. Nothing is heard or said yet: the greeting starts at the ACK. */
record Answered(Dialog dialog, Session session, Unacked unacked, SipTimings timings) implements CallState {

    @Override
    public Step on(CallEvent event) {
        if (event instanceof Ack ack && ack.cseq() == unacked.cseq()) {
            return up(unacked).on(ack).after(beginning());
        }
        if (event instanceof Fired fired) {
            return fired(fired);
        }
        if (event instanceof InDialog request && dialog.isOutOfOrder(request.cseq())) {
            return Step.stay(this, Respond.plain(request.exchange(), 500));
        }
        if (event instanceof Bye bye) {
            return Step.to(
                    new Gone(), Respond.plain(bye.exchange(), 200), new End(Termination.callerHungUp()), new Forget());
        }
        if (event instanceof ReInvite || event instanceof Info) {
            return overtaken((InDialog) event);
        }
        if (event instanceof Update update) {
            Updated.Open open = unacked.wantsAnswer() ? Updated.Open.OURS : Updated.Open.NONE;
            Updated updated = Updated.by(update, dialog, session, open, true, timings);
            return new Step(new Answered(updated.dialog(), updated.session(), unacked, timings), updated.actions());
        }
        if (event instanceof Options options) {
            return Step.stay(heard(options.cseq()), CallState.capabilities(options.exchange(), dialog.timer()));
        }
        if (event instanceof HangUp hangUp) {
            return part(hangUp.why());
        }
        if (event instanceof Fault) {
            return part(Termination.serverError());
        }
        return CallState.otherwise(this, event);
    }

    private Step fired(Fired fired) {
        return switch (fired.timer()) {
            case RESEND_OK -> {
                Unacked later = unacked.later(timings.t2());
                yield Step.to(
                        new Answered(dialog, session, later, timings),
                        new ResendOk(),
                        new Arm(CallTimer.RESEND_OK, later.interval()));
            }
            case ACK_WAIT -> {
                Dialog next = dialog.next();
                yield Step.to(
                        new Leaving(next),
                        new SendBye(next, Reasons.of(Termination.noAck())),
                        new End(Termination.noAck()));
            }
            default -> Step.stay(this);
        };
    }

    /** Whoever sends this has our 200, so its ACK is only late: the call is up, the 200 goes on until the ACK comes. */
    private Step overtaken(InDialog request) {
        if (unacked.wantsAnswer()) { // without the answer that the ACK brings there is nothing to go on with
            boolean glare = request instanceof ReInvite; // an offer of ours is open (RFC 3261, section 14.2)
            Respond later = new Respond(request.exchange(), 500, List.of(Answers.retryAfter(1)), null);
            return Step.stay(heard(request.cseq()), glare ? Respond.plain(request.exchange(), 491) : later);
        }
        return up(unacked).on(request).after(beginning());
    }

    /** RFC 3261, section 15: no BYE before the ACK. */
    private Step part(Termination why) {
        return Step.to(new Parting(dialog, unacked, why, timings), new End(why));
    }

    private Up up(Unacked open) {
        return new Up(dialog, session, open, timings);
    }

    private List<CallAction> beginning() {
        return unacked.wantsAnswer() ? List.of() : Up.beginning(session, timings);
    }

    private Answered heard(long cseq) {
        return new Answered(dialog.heard(cseq), session, unacked, timings);
    }
}
