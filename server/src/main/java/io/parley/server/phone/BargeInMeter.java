package io.parley.server.phone;

/**
 * How long the agent goes on when a caller interrupts it: from the caller's onset, as sent, to the last sound before the
 * agent's silence, as received. Pure; measured where the caller sits.
 */
public final class BargeInMeter {
    /** Not measured: the agent was not speaking, or has not stopped. */
    public static final double NONE = Double.NaN;

    private static final long UNKNOWN = Long.MIN_VALUE;
    private static final long FRAME_NANOS = io.parley.media.Audio.FRAME_NANOS;

    private final AgentSound agent = new AgentSound();
    private long onset = UNKNOWN;
    private double millis = NONE;

    /** The caller's first frame of speech has been sent; it had begun 20 ms before. */
    public void begins(long sentNanos) {
        onset = agent.speaking() ? sentNanos - FRAME_NANOS : UNKNOWN;
        millis = NONE;
    }

    /**
     * A frame was received.
     *
     * @return whether it is clear now that the agent has stopped
     */
    public boolean received(boolean sound, long arrivalNanos) {
        agent.received(sound, arrivalNanos);
        if (onset == UNKNOWN || agent.speaking()) {
            return false;
        }
        millis = Math.max(0, (agent.last() + FRAME_NANOS - onset) / 1e6);
        onset = UNKNOWN;
        return true;
    }

    /** In milliseconds, or {@link #NONE}. */
    public double millis() {
        return millis;
    }
}
