package io.parley.agent.voice;

import io.parley.agent.voice.Delivery.Emphasis;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an element of markup asks for, for the text inside it. */
sealed interface Mark {

    /** The text is spoken as if the element were not there. */
    record Nothing() implements Mark {}

    /** A sentence or paragraph: it ends at its end. */
    record Sentence() implements Mark {}

    /**
     * Another delivery.
     *
     * @param rate factor
     * @param pitch factor
     * @param energy decibels more
     * @param emphasis null to leave it
     */
    record Tone(
            double rate,
            double pitch,
            double energy,
            @Nullable Emphasis emphasis,
            boolean whisper) implements Mark {}

    /** A melody. */
    record Sing(List<Note> notes) implements Mark {}

    /** Another language. */
    record Lang(Language language) implements Mark {}

    /** A rest where it stands; the element holds no text. */
    record Rest(int millis) implements Mark {}

    /** Said instead of what is written. */
    record Alias(String text) implements Mark {}

    /** Read in a way that its form does not show; {@code content} is what is written, empty until the element ends. */
    record Read(As as, String format, String content) implements Mark {}

    /** The phones themselves, in IPA; {@code content} is what is written, empty until the element ends. */
    record Sound(String ipa, String content) implements Mark {}

    /** The values of say-as. */
    enum As {
        CARDINAL,
        ORDINAL,
        DIGITS,
        CHARACTERS,
        TELEPHONE,
        DATE,
        TIME,
        CURRENCY
    }
}
