package io.parley.agent;

import io.parley.media.AudioPort;
import io.vertx.core.Future;
import java.util.concurrent.Executor;

/**
 * A call as the agent sees it, whatever carries it. All methods are called on the call's context, and all events arrive
 * there.
 */
public interface CallLeg {
    CallInfo info();

    /** Runs jobs on the call's context, in the order they were given. */
    Executor executor();

    AudioPort audio();

    /** Sets who hears of the call's events from now on, in place of whoever did; before {@link #answer}. */
    void listen(CallListener listener);

    /**
     * Lets the caller hear the agent before the call is answered (183, RFC 3262). {@link CallListener#onEarly} follows when
     * sound flows; where there can be none, the call is answered instead.
     */
    default void progress() {
        answer();
    }

    /** Takes the call. {@link CallListener#onAnswered} follows when the far end has acknowledged. */
    void answer();

    /** Ends the call, or refuses it when it has not been answered. {@link CallListener#onEnded} follows. */
    void hangUp(Termination why);

    /**
     * Blind transfer (RFC 3515).
     *
     * @param target SIP URI, already checked against the agent's file
     * @return completes with the final status the target answered; the call ends by itself after a 2xx. 408 where no
     *     final NOTIFY came in time.
     */
    Future<Integer> transfer(String target);

    /**
     * Attended transfer (RFC 5589, section 7): calls whoever is to take the call over, has them asked, and puts the two
     * through to each other; the caller hears music meanwhile.
     *
     * @return completes with 200 when they talk to each other, after which this leg belongs to them and ends with their
     *     call; otherwise with the status that the person's telephone answered, 603 where they declined, 487 where the
     *     caller has gone, 501 where a leg can call nobody
     */
    default Future<Integer> consult(Consultation consultation) {
        return Future.succeededFuture(501);
    }

    /** Dials digits to the far end. */
    void sendDigits(String digits);
}
