package io.parley.agent;

/**
 * How a call ended: one type for the metric's label, the call record and the log.
 *
 * @param label stable text, for example {@code caller-hung-up}
 * @param sipCode the SIP status the INVITE ended with where the call was never answered, else 0
 */
public record Termination(Result result, String label, int sipCode) {

    public enum Result {
        /** The business of the call came to an end by somebody's will. */
        OK,
        /** It was refused or given up before it was answered. */
        NOT_ANSWERED,
        /** Something broke. */
        ERROR
    }

    public static Termination callerHungUp() {
        return new Termination(Result.OK, "caller-hung-up", 0);
    }

    public static Termination agentEnded() {
        return new Termination(Result.OK, "agent-ended", 0);
    }

    public static Termination transferred() {
        return new Termination(Result.OK, "transferred", 0);
    }

    /** Another call has taken its place (RFC 3891), and the agent with it. */
    public static Termination replaced() {
        return new Termination(Result.OK, "replaced", 0);
    }

    /** The agent gave up on a caller it could not hear or understand. */
    public static Termination gaveUp() {
        return new Termination(Result.OK, "gave-up", 0);
    }

    public static Termination cancelled() {
        return new Termination(Result.NOT_ANSWERED, "cancelled", 487);
    }

    /** We refused it, or the far end refused ours, with this status. */
    public static Termination rejected(int sipCode) {
        return new Termination(Result.NOT_ANSWERED, "rejected", sipCode);
    }

    /** Our 200 was never acknowledged. */
    public static Termination noAck() {
        return new Termination(Result.ERROR, "no-ack", 0);
    }

    /** Nobody answered our INVITE in time. */
    public static Termination noAnswer() {
        return new Termination(Result.NOT_ANSWERED, "no-answer", 408);
    }

    public static Termination mediaTimeout() {
        return new Termination(Result.ERROR, "media-timeout", 0);
    }

    /** Nobody refreshed the session in time (RFC 4028): the far end has vanished. */
    public static Termination sessionExpired() {
        return new Termination(Result.ERROR, "session-expired", 0);
    }

    /** It had outlived every timer that should have ended it, and the watchdog did. */
    public static Termination stuck() {
        return new Termination(Result.ERROR, "stuck", 0);
    }

    public static Termination tooLong() {
        return new Termination(Result.OK, "too-long", 0);
    }

    /** The server was told to stop. */
    public static Termination shutdown() {
        return new Termination(Result.OK, "shutdown", 0);
    }

    /** A fault of ours; the log holds the cause. */
    public static Termination serverError() {
        return new Termination(Result.ERROR, "server-error", 0);
    }

    /** The process that had it was killed. */
    public static Termination lost() {
        return new Termination(Result.ERROR, "lost", 0);
    }

    @Override
    public String toString() {
        return sipCode == 0 ? label : label + "-" + sipCode;
    }
}
