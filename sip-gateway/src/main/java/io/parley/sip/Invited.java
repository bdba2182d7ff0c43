package io.parley.sip;

import io.parley.agent.Termination;
import io.parley.config.SrtpPolicy;
import io.parley.media.Crypto;
import io.parley.media.SdpException;
import io.parley.sip.CallAction.Arm;
import io.parley.sip.CallAction.End;
import io.parley.sip.CallAction.Forget;
import io.parley.sip.CallAction.Present;
import io.parley.sip.CallAction.Respond;
import io.parley.sip.CallEvent.Admitted;
import io.parley.sip.CallEvent.Bye;
import io.parley.sip.CallEvent.Cancel;
import io.parley.sip.CallEvent.Fault;
import io.parley.sip.CallEvent.HangUp;
import io.parley.sip.CallEvent.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An INVITE has come and was answered 100; nobody has decided yet.
 *
 * @param offer null when the offer is to be ours, in the 200 (RFC 3261, section 13.2.1)
 */
record Invited(
        Exchange invite, Dialog dialog, @Nullable String offer, boolean nat, SipTimings timings, Reliable reliable)
        implements CallState {

    Invited(Exchange invite, Dialog dialog, @Nullable String offer, boolean nat, SipTimings timings) {
        this(invite, dialog, offer, nat, timings, Reliable.NONE);
    }

    @Override
    public Step on(CallEvent event) {
        if (event instanceof Admitted admitted) {
            return admit(admitted);
        }
        if (event instanceof Refused refused) {
            return refuse(refused.status(), refused.headers());
        }
        if (event instanceof Cancel cancel) {
            return CallState.cancelled(invite, cancel.exchange());
        }
        if (event instanceof Bye bye) {
            return CallState.cancelled(invite, bye.exchange());
        }
        if (event instanceof HangUp hangUp) {
            return CallState.unanswered(invite, hangUp.why());
        }
        if (event instanceof Fault) {
            return CallState.unanswered(invite, Termination.serverError());
        }
        return CallState.otherwise(this, event);
    }

    private Step admit(Admitted admitted) {
        Crypto crypto = admitted.local().crypto();
        if (offer == null && crypto.policy() == SrtpPolicy.REQUIRED && !crypto.secure()) {
            // Our offer could have no key, and nobody's answer would do.
            return refuse(488, List.of(Answers.warning(399, "expected TLS, by which alone keys go: srtp is required")));
        }
        Session fresh = new Session(admitted.local(), nat, null, null);
        try {
            Session session = offer == null ? fresh.offer() : fresh.answer(offer);
            Ringing ringing =
                    new Ringing(invite, dialog.remoteSeq(), dialog, session, timings, reliable, Ringing.Wish.NOTHING);
            if (admitted.atOnce()) { // RFC 3891: it was a call before, so it does not ring
                return ringing.answer().after(List.of(new Present()));
            }
            return ringing.ring().then(List.of(new Arm(CallTimer.RING, timings.ring()), new Present()));
        } catch (SdpException e) {
            return refuse(e.status(), List.of(Answers.warning(399, e.getMessage())));
        }
    }

    private Step refuse(int status, List<Header> headers) {
        return Step.to(
                new Gone(),
                new Respond(invite, status, headers, null),
                new End(Termination.rejected(status)),
                new Forget());
    }
}
