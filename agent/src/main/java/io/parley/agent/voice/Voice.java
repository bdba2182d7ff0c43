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
}
