package io.parley.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(frames(Style.NEUTRAL, false)).containsExactly(2, 4, 7, 1, 4, 12, 2, 2);
    }

    @Test
    void capsThePunctuationThatEndsTheTurn() {
        assertThat(frames(Style.NEUTRAL, true)).containsExactly(2, 4, 7, 1, 4, 12, 2, 2);
        assertThat(Timing.frames("I.", new float[] {1, 4, 10, 5}, Style.NEUTRAL, true))
                .containsExactly(2, 8, 2, 2);
        assertThat(Timing.frames("I.", new float[] {1, 4, 10, 5}, Style.NEUTRAL, false))
                .containsExactly(2, 8, 20, 10);
    }

    @Test
    void scalesSoundsByTheRateAndPausesByBoth() {
        Style slow = new Style("slow", 0.5, 1, 1);
        assertThat(Timing.frames("I,", new float[] {1, 4, 10, 5}, slow, false)).containsExactly(2, 16, 40, 20);
        Style brief = new Style("brief", 1, 1, 0.5);
        assertThat(Timing.frames("I,", new float[] {1, 4, 10, 5}, brief, false)).containsExactly(1, 8, 10, 5);
    }

    @Test
    void givesEveryTokenAFrameAndNoneMoreThanTheCap() {
        assertThat(Timing.frames("I,", new float[] {0, 0, 0, 1_000}, Style.NEUTRAL, false))
                .containsExactly(1, 1, 1, Timing.MOST_FRAMES);
    }

    private static int[] frames(Style style, boolean last) {
        float[] durations = new float[PHONES.length() + 2];
        System.arraycopy(DURATIONS, 0, durations, 0, DURATIONS.length);
        durations[durations.length - 1] = 1;
        return Timing.frames(PHONES, durations, style, last);
    }
}
