package io.parley.sip;

import io.parley.sip.CallAction.Forget;
import io.parley.sip.CallAction.Respond;
import io.parley.sip.CallEvent.Bye;
import io.parley.sip.CallEvent.ByeAnswered;
import io.parley.sip.CallEvent.Success;

/** Our BYE has gone: the call has ended, its dialog answers what still comes until the BYE is answered. */
record Leaving(Dialog dialog) implements CallState {

    @Override
    public Step on(CallEvent event) {
        if (event instanceof ByeAnswered) {
            return Step.to(new Gone(), new Forget());
        }
        if (event instanceof Bye bye) {
            // Both hung up at once: what our own BYE is answered no longer matters.
            return Step.to(new Gone(), Respond.plain(bye.exchange(), 200), new Forget());
        }
        if (event instanceof Success again) {
            return Step.stay(this, Up.acknowledgeAgain(dialog, again));
        }
        return CallState.otherwise(this, event);
    }
}
