package io.parley.sip;

import io.parley.config.SessionTimerConfig;
import io.parley.sip.CallAction.Arm;
import io.parley.sip.CallAction.Disarm;
import io.parley.sip.CallEvent.Fired;
import io.parley.sip.CallEvent.UpdateAnswered;
import io.parley.sip.Terms.Refresher;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a dialog has agreed about session timers (<a href="https://www.rfc-editor.org/rfc/rfc4028">RFC 4028</a>).
 * Immutable; times in seconds, as the headers have them.
 *
 * @param interval how long the session lasts without a refresh; 0 for as long as it likes
 * @param ours we refresh
 * @param minSe the shortest interval that we ask for: more than the RFC's 90 s once somebody said so
 * @param supported the far end knows session timers
 * @param updates the far end takes UPDATE
 * @param raised how often a request of ours was answered 422
 */
record SessionTimer(
        SessionTimerConfig config,
        int interval,
        boolean ours,
        int minSe,
        boolean supported,
        boolean updates,
        int raised) {
    /** The RFC's own minimum (section 4). */
    private static final int LEAST = 90;

    private static final int MOST = 86_400;
    /** A chain of proxies may each want more than the one before it; who always wants more wants no call. */
    private static final int MAX_RAISED = 3;
    /** Section 10: who waits for a refresh in vain hangs up so long before the end, or a third of the interval. */
    private static final int MARGIN = 32;

    static final SessionTimer OFF = of(SessionTimerConfig.OFF);

    /** Before anything was agreed. */
    static SessionTimer of(SessionTimerConfig config) {
        return new SessionTimer(config, 0, false, LEAST, false, false, 0);
    }

    boolean isOn() {
        return config.enabled();
    }

    boolean runs() {
        return interval > 0;
    }

    boolean refreshes() {
        return runs() && ours;
    }

    /** A request of theirs asks for less than we agree to: 422, for whoever understands it (section 9). */
    boolean isTooBrief(Terms request) {
        return isOn() && request.timer() && request.expires() > 0 && request.expires() < shortest();
    }

    /** What a 422 must say. */
    Header least() {
        return new Header("Min-SE", Integer.toString(shortest()));
    }

    private int shortest() {
        return (int) config.minSe().toSeconds();
    }

    /** What we agree to when they ask, as in our 2xx to their INVITE or UPDATE (section 9). */
    SessionTimer asked(Terms request) {
        boolean known = request.updates() == null ? updates : request.updates();
        int most = Math.max((int) config.expires().toSeconds(), request.minSe());
        if (isOn() && request.expires() >= shortest()) {
            boolean we = !request.timer() || request.refresher() == Refresher.UAS;
            return new SessionTimer(
                    config, Math.min(request.expires(), most), we, minSe, request.timer(), known, raised);
        }
        if (isOn() && request.timer() && request.expires() == 0 && request.minSe() <= MOST) {
            // They did not ask, so who wants it does it.
            int wanted = runs() ? Math.max(interval, request.minSe()) : most;
            return new SessionTimer(config, wanted, !runs() || ours, minSe, true, known, raised);
        }
        // Who knows nothing of it goes on being refreshed by us; nobody else could.
        boolean kept = refreshes() && request.expires() == 0;
        return new SessionTimer(config, kept ? interval : 0, kept, minSe, request.timer(), known, raised);
    }

    /** What a 2xx to a request of ours has agreed (section 7.2). */
    SessionTimer agreed(Terms answer) {
        boolean known = answer.updates() == null ? updates : answer.updates();
        int seconds = isOn() && answer.expires() > 0 ? Math.max(LEAST, answer.expires()) : 0;
        boolean we = seconds > 0 && answer.refresher() != Refresher.UAS;
        return new SessionTimer(config, seconds, we, minSe, answer.timer(), known, raised);
    }

    /**
     * After a 422 (section 7.3).
     *
     * @param least its Min-SE
     * @return null where asking again is of no use
     */
    @Nullable
    SessionTimer raised(int least) {
        boolean useless = !isOn() || least <= minSe || least > MOST || raised >= MAX_RAISED;
        int longer = runs() ? Math.max(interval, least) : 0;
        return useless ? null : new SessionTimer(config, longer, ours, least, supported, updates, raised + 1);
    }

    /** The far end answers UPDATE as what it does not know. */
    SessionTimer withoutUpdate() {
        return new SessionTimer(config, interval, ours, minSe, supported, false, raised);
    }

    /**
     * Headers of an INVITE or UPDATE of ours (section 7.1 and 7.4).
     *
     * @param first it is to make the dialog
     */
    List<Header> request(boolean first) {
        // Within a dialog there are no provisional responses that we could acknowledge.
        String options = (isOn() ? "timer, " : "") + (first ? "100rel, " : "") + "replaces";
        List<Header> headers = new ArrayList<>(List.of(new Header("Supported", options)));
        if (isOn() && (first || runs())) {
            int seconds = first ? Math.max((int) config.expires().toSeconds(), minSe) : interval;
            headers.add(expires(seconds, first ? "" : ours ? ";refresher=uac" : ";refresher=uas"));
            if (minSe > LEAST) {
                headers.add(new Header("Min-SE", Integer.toString(minSe)));
            }
        }
        return headers;
    }

    /** Headers of our 2xx to theirs. */
    List<Header> answer() {
        List<Header> headers = new ArrayList<>();
        if (runs()) {
            headers.add(expires(interval, ours ? ";refresher=uas" : ";refresher=uac"));
            if (supported) {
                headers.add(new Header("Require", "timer"));
            }
        }
        return headers;
    }

    private static Header expires(int seconds, String refresher) {
        return new Header("Session-Expires", seconds + refresher);
    }

    /** The timers of a session that has just been agreed or refreshed (section 10). */
    List<CallAction> armed(SessionTimer before, SipTimings timings) {
        List<CallAction> actions = new ArrayList<>();
        if (runs() && ours) {
            actions.add(new Arm(
                    CallTimer.REFRESH, timings.second().multipliedBy(interval).dividedBy(2)));
        } else if (before.runs() && before.ours()) {
            actions.add(new Disarm(CallTimer.REFRESH));
        }
        if (runs()) {
            int margin = Math.min(MARGIN, interval / 3);
            actions.add(new Arm(CallTimer.SESSION, timings.second().multipliedBy(interval - margin)));
        } else if (before.runs()) {
            actions.add(new Disarm(CallTimer.SESSION));
        }
        return actions;
    }

    /** A refresh that would be sent while something else of ours is under way comes again a little later. */
    CallAction[] postponed(CallEvent event, SipTimings timings) {
        boolean fired = event instanceof Fired timer
                && (timer.timer() == CallTimer.REFRESH || timer.timer() == CallTimer.GLARE);
        boolean refused = event instanceof UpdateAnswered answered
                && (answered.status() == 405 || answered.status() == 422 || answered.status() == 501);
        return refreshes() && (fired || refused)
                ? new CallAction[] {new Arm(CallTimer.REFRESH, timings.t2())}
                : new CallAction[0];
    }
}
