package io.parley.sip;

import io.parley.agent.Termination;
import io.parley.sip.CallAction.End;
import io.parley.sip.CallAction.Forget;
import io.parley.sip.CallAction.Respond;
import io.parley.sip.CallEvent.Cancel;
import io.parley.sip.CallEvent.InDialog;

/**
 * Where a call is. Each state says in one method what every event means to it; nothing here sends, waits or reads a
 * clock.
 *
 * <pre>
 * they call:  Invited ── Ringing ── Answered ──┐          we hang up before the ACK: Answered ── Parting ── Leaving
 * we call:    Calling ── (Cancelling) ─────────┴── Up ── Leaving ── Gone
 *                                                  └─ Reinviting, Transferring
 * </pre>
 */
sealed interface CallState
        permits Invited, Ringing, Answered, Parting, Calling, Cancelling, Up, Reinviting, Transferring, Leaving, Gone {

    Step on(CallEvent event);

    /** For what a state has nothing of its own to say to: every request gets an answer, the rest is of no interest. */
    static Step otherwise(CallState state, CallEvent event) {
        if (event instanceof Cancel cancel) {
            return Step.stay(state, Respond.plain(cancel.exchange(), 200)); // too late: no effect (RFC 3261, 9.2)
        }
        if (event instanceof InDialog request) {
            return Step.stay(state, Respond.plain(request.exchange(), 481));
        }
        return Step.stay(state);
    }

    /** A 200 to OPTIONS, in a dialog or not (RFC 3261, section 11.2). */
    static Respond capabilities(Exchange exchange, SessionTimer timer) {
        return new Respond(exchange, 200, Answers.ofOurselves(timer), null);
    }

    /** The caller gives up an INVITE that has no final response yet, by CANCEL or BYE (RFC 3261, 9.2 and 15.1.2). */
    static Step cancelled(Exchange invite, Exchange by) {
        return Step.to(
                new Gone(),
                Respond.plain(by, 200),
                Respond.plain(invite, 487),
                new End(Termination.cancelled()),
                new Forget());
    }

    /** We end a call that has not been answered. */
    static Step unanswered(Exchange invite, Termination why) {
        return Step.to(new Gone(), Respond.plain(invite, refusalStatus(why)), new End(refusal(why)), new Forget());
    }

    /** The refusal that stands for hanging up before the answer. */
    static Termination refusal(Termination why) {
        boolean ours = why.result() == Termination.Result.ERROR || why.equals(Termination.shutdown());
        return ours || why.sipCode() >= 400 ? why : Termination.rejected(480);
    }

    static int refusalStatus(Termination why) {
        if (why.sipCode() >= 400 && why.sipCode() <= 699) {
            return why.sipCode();
        }
        return why.equals(Termination.shutdown()) ? 503 : why.result() == Termination.Result.ERROR ? 500 : 480;
    }
}
