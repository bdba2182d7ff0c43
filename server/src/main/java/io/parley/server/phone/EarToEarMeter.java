package io.parley.server.phone;

/**
 * How long a caller waits for an answer, measured where the caller sits: from the end of the last 20 ms frame of the
 * caller's speech, as sent, to the first frame received with sound. The agent's own idea of when the caller stopped has
 * no part in it. Pure.
 */
public final class EarToEarMeter {
    /** Not measured: nothing has come, or the agent was speaking already when the caller stopped. */
    public static final double NONE = Double.NaN;

    private static final long UNKNOWN = Long.MIN_VALUE;

    private final AgentSound agent = new AgentSound();
    private long end = UNKNOWN;
    private double millis = NONE;

    /** The caller begins to speak: what was measured before is forgotten. */
    public void begins() {
        end = UNKNOWN;
        millis = NONE;
    }

    /** The last frame of the caller's speech has been sent. */
    public void ended(long sentNanos) {
        end = sentNanos;
    }

    /**
     * A frame was received.
     *
     * @return whether this frame was the answer's first
     */
    public boolean received(boolean sound, long arrivalNanos) {
        boolean spokeBefore = agent.heard() && end != UNKNOWN && end - agent.last() <= AgentSound.GAP_NANOS;
        agent.received(sound, arrivalNanos);
        boolean first = sound && end != UNKNOWN && arrivalNanos > end && Double.isNaN(millis);
        if (!first || spokeBefore && agent.onset() <= end) {
            return false;
        }
        millis = (arrivalNanos - end) / 1e6;
        return true;
    }

    /** In milliseconds, or {@link #NONE}. */
    public double millis() {
        return millis;
    }
}
