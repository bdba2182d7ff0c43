package io.parley.agent.voice;

/** Something that speaks. */
public interface Voice {
    /**
     * Begins to speak and returns at once; the audio grows in the utterance. May be called on any thread; never throws for
     * what the text holds.
     *
     * @param text plain text in the voice's language; beyond {@link TextToPhones#MAX_CHARS} characters it is cut
     */
    Utterance speak(String text, Style style);

    /**
     * The same by another of the pack's voices; costs nothing and shares everything.
     *
     * @param name one of {@link PackVoice#name}; an unknown one is the pack's first voice, with a warning in the log
     */
    default Voice as(String name) {
        return this;
    }
}
