package io.parley.agent.ear;

/**
 * From the probabilities of voice activity to "is speaking", with hysteresis, and the times that turn taking needs. A
 * pure state machine; times are audio time since the start of the call, in milliseconds.
 */
public final class SpeechGate {
    /** Probability from which speech begins. */
    static final float ON = 0.5f;
    /** Probability below which a window is silence; between the two the state stays. */
    static final float OFF = 0.35f;

    private boolean speaking;
    /** The last window that was surely one or the other was speech. */
    private boolean voiced;

    private int onset;
    private int lastSpeech;
    private int now;

    /**
     * Takes the next window.
     *
     * @param probability of speech
     * @param millis length of the window
     */
    public void accept(float probability, int millis) {
        int start = now;
        now += millis;
        voiced = probability >= ON || voiced && probability >= OFF;
        if (probability >= ON && !speaking) {
            speaking = true;
            onset = start;
        }
        if (voiced) {
            lastSpeech = now;
        }
    }

    /** The utterance is dealt with; the next speech is another one. */
    public void settle() {
        speaking = false;
    }

    /** An utterance is under way, pauses included. */
    public boolean inUtterance() {
        return speaking;
    }

    /** Audio time at which the utterance began. */
    public int onsetMillis() {
        return onset;
    }

    /** Audio time from the onset to the end of the last speech. */
    public int speechMillis() {
        return speaking ? lastSpeech - onset : 0;
    }

    /** Silence since the last speech of the utterance. */
    public int silenceMillis() {
        return speaking ? now - lastSpeech : 0;
    }

    /** Audio time at the end of the last window. */
    public int nowMillis() {
        return now;
    }
}
