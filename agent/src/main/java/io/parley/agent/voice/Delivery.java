package io.parley.agent.voice;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How a word differs from the style that its utterance is spoken in, as marks in the text ask for it.
 *
 * @param rate factor on the speed
 * @param pitch factor on the pitch
 * @param energy decibels more
 * @param emphasis how much it stands out
 * @param whisper 0 (voiced) to 1 (whispered) in place of the style's; empty to leave it
 * @param notes one for each syllable; empty to speak
 */
public record Delivery(
        double rate, double pitch, double energy, Emphasis emphasis, OptionalDouble whisper, List<Note> notes) {
    /** As the style has it. */
    public static final Delivery PLAIN = new Delivery(1, 1, 0, Emphasis.NONE, OptionalDouble.empty(), List.of());

    /** The levels of SSML 1.1, 3.2.2; {@code NONE} is a word without the mark. */
    public enum Emphasis {
        REDUCED,
        NONE,
        MODERATE,
        STRONG
    }
}
