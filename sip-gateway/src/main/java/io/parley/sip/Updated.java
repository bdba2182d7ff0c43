package io.parley.sip;

import io.parley.media.SdpException;
import io.parley.sip.CallAction.RefuseOverlap;
import io.parley.sip.CallAction.Respond;
import io.parley.sip.CallAction.Retarget;
import io.parley.sip.CallEvent.Update;
import java.util.ArrayList;
import java.util.List;

/** What an UPDATE of theirs makes of dialog and session (RFC 3311, section 5.2), and what it is answered. */
record Updated(Dialog dialog, Session session, List<CallAction> actions) {

    /** Whose offer has no answer yet. */
    enum Open {
        NONE,
        OURS,
        THEIRS
    }

    /**
     * @param early the call is not answered: its session timer begins with the 200 to the INVITE
     * @param update one that is in order
     */
    static Updated by(Update update, Dialog before, Session session, Open open, boolean early, SipTimings timings) {
        Dialog dialog = before.heard(update.cseq());
        if (before.timer().isTooBrief(update.terms())) {
            Header least = before.timer().least();
            return refused(dialog, session, new Respond(update.exchange(), 422, List.of(least), null));
        }
        if (update.sdp() != null && open != Open.NONE) {
            CallAction refusal =
                    open == Open.OURS ? Respond.plain(update.exchange(), 491) : new RefuseOverlap(update.exchange());
            return refused(dialog, session, refusal);
        }
        try {
            Session changed = update.sdp() == null ? session : session.answer(update.sdp());
            SessionTimer timer = early ? before.timer() : before.timer().asked(update.terms());
            List<Header> headers = early ? Answers.ofAnUpdate(timer) : Answers.ofASession(timer);
            List<CallAction> actions = new ArrayList<>(
                    List.of(new Respond(update.exchange(), 200, headers, update.sdp() == null ? null : changed.sdp())));
            if (!early) {
                actions.addAll(timer.armed(before.timer(), timings));
                actions.addAll(Up.changes(session, changed));
            } else if (changed.target() != null && !changed.target().equals(session.target())) {
                actions.add(new Retarget(changed.target()));
            }
            Dialog moved = update.contact() == null ? dialog : dialog.retargeted(update.contact());
            return new Updated(moved.timed(timer), changed, actions);
        } catch (SdpException e) {
            // The session goes on as it was.
            List<Header> warning = List.of(Answers.warning(399, e.getMessage()));
            return refused(dialog, session, new Respond(update.exchange(), e.status(), warning, null));
        }
    }

    private static Updated refused(Dialog dialog, Session session, CallAction refusal) {
        return new Updated(dialog, session, List.of(refusal));
    }
}
