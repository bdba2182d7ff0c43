package io.parley.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** models/voice-en/README.md, 1 and 5. */
@Timeout(10)
class TimingTest {
    private static final float[] DURATIONS = {13, 2.25f, 3.25f, 0.1f, 2, 6, 1};
    private static final String PHONES = "hˈI b,";

    @Test
    void roundsTheRunningSumHalfToEvenAndCapsTheLead() {
        // Running sums of twice the durations: 26, 30.5, 37, 38, 42, 54, 56; 30.5 rounds to 30.
        assertThat(frames(Style.NEUTRAL, false)).containsExactly(7, 4, 7, 1, 4, 12, 2, 2);
    }

    @Test
    void capsThePunctuationThatEndsTheTurn() {
        assertThat(frames(Style.NEUTRAL, true)).containsExactly(7, 4, 7, 1, 4, 12, 2, 2);
        assertThat(frames("I.", new float[] {1, 4, 10, 5}, Style.NEUTRAL, true)).containsExactly(2, 8, 2, 2);
        assertThat(frames("I.", new float[] {1, 4, 10, 5}, Style.NEUTRAL, false))
                .containsExactly(2, 8, 20, 10);
    }

    @Test
    void scalesSoundsByTheRateAndPausesByBoth() {
        Style slow = Style.NEUTRAL.paced(0.5);
        assertThat(frames("I,", new float[] {1, 4, 10, 5}, slow, false)).containsExactly(4, 16, 40, 20);
        Style brief = new Style("brief", 1, 1, 0.5);
        assertThat(frames("I,", new float[] {1, 4, 10, 5}, brief, false)).containsExactly(1, 8, 10, 5);
    }

    @Test
    void givesEveryTokenAFrameAndNoneMoreThanTheCap() {
        assertThat(frames("I,", new float[] {0, 0, 0, 1_000}, Style.NEUTRAL, false))
                .containsExactly(1, 1, 1, Timing.MOST_FRAMES);
    }

    @Test
    void aPauseThatIsAskedForTakesThePlaceOfTheNaturalOne() {
        float[] durations = {1, 4, 9, 6, 4, 10, 5};
        assertThat(frames(Clauses.of("I, I.", List.of(), 400), durations, Style.NEUTRAL))
                .containsExactly(2, 8, 31, 1, 8, 20, 10);
        assertThat(frames(Clauses.of("I, I.", List.of(), 3_000), durations, Style.NEUTRAL))
                .containsExactly(2, 8, 239, 1, 8, 20, 10);
        assertThat(frames(Clauses.of("I, I.", List.of(), 0), durations, Style.NEUTRAL))
                .containsExactly(2, 8, 1, 1, 8, 20, 10);
    }

    @Test
    void aPauseBeyondTenSecondsAndASpeedBeyondTwiceAreClampedAndCounted() {
        Clamps clamps = new Clamps();
        float[] durations = {1, 4, 9, 6, 4, 10, 5};
        Manner hurried = Clauses.manner(Style.named("fast").paced(3));
        int[] frames = Timing.frames(Clauses.of("I, I.", List.of(), 99_000), durations, hurried, clamps);
        assertThat(frames[1]).isEqualTo(4);
        assertThat(frames[2] + frames[3]).isEqualTo(Timing.LONGEST_PAUSE * 2 / 25);
        assertThat(clamps.count()).isEqualTo(3);
    }

    @Test
    void anEmphasisedWordIsSlowerAndItsNeighbourAsItWas() {
        float[] durations = {1, 10, 2, 10, 10, 5};
        int[] plain = frames(Clauses.of("I I."), durations, Style.NEUTRAL);
        int[] stressed = frames(
                Clauses.of("I I.", List.of(Clauses.emphasised(Delivery.Emphasis.STRONG))), durations, Style.NEUTRAL);
        assertThat(stressed[1]).isGreaterThan(plain[1] * 6 / 5);
        assertThat(stressed[3]).isEqualTo(plain[3]);
    }

    @Test
    void aNotesLengthGoesToTheVowelOfItsSyllable() {
        float[] durations = {1, 3, 4, 3, 4, 3, 10, 5};
        Clause clause = Clauses.of("hAlOz.", List.of(Clauses.sung(new Note(220, 500), new Note(0, 0))));
        assertThat(frames(clause, durations, Style.NEUTRAL)).containsExactly(2, 6, 34, 6, 8, 6, 20, 10);
    }

    private static int[] frames(Clause clause, float[] durations, Style style) {
        return Timing.frames(clause, durations, Clauses.manner(style), new Clamps());
    }

    private static int[] frames(Style style, boolean last) {
        float[] durations = new float[PHONES.length() + 2];
        System.arraycopy(DURATIONS, 0, durations, 0, DURATIONS.length);
        durations[durations.length - 1] = 1;
        return frames(PHONES, durations, style, last);
    }

    private static int[] frames(String phones, float[] durations, Style style, boolean last) {
        return Timing.frames(Clauses.of(phones), durations, new Manner(0, style, 0, last), new Clamps());
    }
}
