package io.parley.agent.voice;

/** Something that speaks. */
public interface Voice {
    /**
     * Begins to speak and returns at once; the audio grows in the utterance. May be called on any thread; never throws for
     * what the text holds.
     *
     * @param text text in the voice's language, with {@link Markup} or without; beyond {@link TextToPhones#MAX_CHARS} characters it is cut
     */
    Utterance speak(String text, Style style);

    /**
     * The same for somebody else: another of the pack's voices, another reading of words. Costs nothing and shares
     * everything.
     */
    default Voice as(Persona persona) {
        return this;
    }
}
