package io.parley.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What style and marks ask of each frame. */
@Timeout(10)
class ProsodyTest {
    private static final String PHONES = "bIm bIm bIm.";

    @Test
    void neutralAsksForNothing() {
        Prosody prosody = of(Clauses.of(PHONES), Style.NEUTRAL, new Clamps());
        assertThat(prosody.style()).containsOnly(0f);
        assertThat(prosody.melody()).containsOnly(0f);
        assertThat(prosody.whisper()).containsOnly(0f);
    }

    @Test
    void anEmphasisedWordIsHigherAndLouderAndGetsThereWithoutAStep() {
        Clause clause = Clauses.of(PHONES, List.of(Delivery.PLAIN, Clauses.emphasised(Delivery.Emphasis.STRONG)));
        Prosody prosody = of(clause, Style.NEUTRAL, new Clamps());
        int inside = 10 * 6 + 5;
        assertThat(prosody.style()[4 * inside]).isCloseTo((float) Math.log(1.14), within(1e-5f));
        assertThat(prosody.style()[4 * inside + 2]).isCloseTo(3.5f, within(1e-5f));
        assertThat(prosody.style()[4 * 15 + 2]).isZero();
        for (int t = 1; t < prosody.whisper().length; t++) {
            assertThat(Math.abs(prosody.style()[4 * t + 2] - prosody.style()[4 * t - 2]))
                    .isLessThan(1);
        }
    }

    @Test
    void aWordsWhisperTakesThePlaceOfTheStyles() {
        Delivery voiced = new Delivery(1, 1, 0, Delivery.Emphasis.NONE, OptionalDouble.of(0), List.of());
        float[] whisper = of(Clauses.of(PHONES, List.of(voiced)), Style.named("whisper"), new Clamps())
                .whisper();
        assertThat(whisper[20]).isZero();
        assertThat(whisper[100]).isOne();
    }

    @Test
    void eachSyllableHasItsNoteAndTheTuneGoesRound() {
        float[] melody = of(Clauses.of(PHONES), Style.NEUTRAL.sung(Melody.parse("A3:200 A4:200")), new Clamps())
                .melody();
        assertThat(melody[25]).isCloseTo(220, within(0.01f));
        assertThat(melody[65]).isCloseTo(440, within(0.01f));
        assertThat(melody[105]).isCloseTo(220, within(0.01f));
        assertThat(melody[5]).as("before the first word").isZero();
    }

    @Test
    void anUnsungSyllableAndOneBeyondTheNotesOfItsWord() {
        Clause clause = Clauses.of("bAbObI.", List.of(Clauses.sung(new Note(0, 0), new Note(330, 0))));
        float[] melody = of(clause, Style.NEUTRAL, new Clamps()).melody();
        assertThat(melody[25]).isZero();
        assertThat(melody[45]).isCloseTo(330, within(0.01f));
        assertThat(melody[65]).isCloseTo(330, within(0.01f));
    }

    @Test
    void whatIsTooMuchTogetherIsClampedAndCounted() {
        Clamps clamps = new Clamps();
        Delivery high =
                new Delivery(1, 9, 90, Delivery.Emphasis.NONE, OptionalDouble.of(7), List.of(new Note(9_000, 0)));
        Prosody prosody = of(Clauses.of("bI.", List.of(high)), Style.NEUTRAL, clamps);
        assertThat(prosody.style()[4 * 15]).isCloseTo((float) Math.log(2), within(1e-5f));
        assertThat(prosody.whisper()).containsOnly(1f);
        assertThat(prosody.melody()[15]).isCloseTo(1_000, within(0.01f));
        assertThat(clamps.count()).isEqualTo(4);
    }

    /** Ten frames a token. */
    private static Prosody of(Clause clause, Style style, Clamps clamps) {
        int[] frames = new int[clause.phones().length() + 2];
        Arrays.fill(frames, 10);
        return Prosody.of(clause, Clauses.manner(style), ClausePlan.starts(frames), clamps);
    }
}
