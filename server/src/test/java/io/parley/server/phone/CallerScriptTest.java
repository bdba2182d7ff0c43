package io.parley.server.phone;

import static io.parley.server.phone.Frames.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class CallerScriptTest {
    private static final Move FIRST = new Move.Dial("1");
    private static final Move SECOND = new Move.Dial("2");

    /** The first move that comes while this is heard, and when. */
    private record Made(@Nullable Move move, int millis) {}

    private static Made hear(CallerScript script, boolean sound, int fromMillis, int toMillis) {
        for (int millis = fromMillis; millis < toMillis; millis += 20) {
            Move move = script.received(sound, at(millis));
            if (move != null) {
                return new Made(move, millis);
            }
        }
        return new Made(null, toMillis);
    }

    @Test
    void speaksWhen600MillisecondsOfSilenceFollowTheAgentsSpeech() {
        CallerScript script = new CallerScript(List.of(FIRST));
        assertThat(hear(script, false, 0, 1000).move).isNull();
        assertThat(hear(script, true, 1000, 3000).move).isNull();
        assertThat(hear(script, false, 3000, 5000)).isEqualTo(new Made(FIRST, 2980 + 600));
    }

    @Test
    void aPauseInTheAgentsSpeechIsNoTurn() {
        CallerScript script = new CallerScript(List.of(FIRST));
        hear(script, true, 0, 1000);
        assertThat(hear(script, false, 1000, 1500).move).isNull();
        hear(script, true, 1500, 2000);
        assertThat(hear(script, false, 2000, 4000)).isEqualTo(new Made(FIRST, 1980 + 600));
    }

    @Test
    void theNextMoveWaitsForTheAgentToSpeakAgain() {
        CallerScript script = new CallerScript(List.of(FIRST, SECOND));
        hear(script, true, 0, 1000);
        hear(script, false, 1000, 2000);
        assertThat(hear(script, false, 2000, 6000).move).isNull();
        hear(script, true, 6000, 7000);
        assertThat(hear(script, false, 7000, 9000).move).isEqualTo(SECOND);
    }

    @Test
    void anAgentThatNeverSpeaksIsSpokenToAfter8Seconds() {
        CallerScript script = new CallerScript(List.of(FIRST));
        assertThat(hear(script, false, 0, 10_000)).isEqualTo(new Made(FIRST, 8000));
    }

    @Test
    void interruptsSoFarIntoTheAgentsSpeech() {
        short[] sound = new short[3200];
        java.util.Arrays.fill(sound, (short) 5000);
        Move interrupting = new Move.Play(CallerSpeech.of("a", sound), Duration.ofMillis(1500));
        CallerScript script = new CallerScript(List.of(interrupting));
        hear(script, false, 0, 400);
        assertThat(hear(script, true, 400, 4000)).isEqualTo(new Made(interrupting, 1900));
    }

    @Test
    void hangsUpWhenNothingIsLeftToSayAndTheAgentIsSilentFor5Seconds() {
        CallerScript script = new CallerScript(List.of());
        hear(script, true, 0, 1000);
        hear(script, false, 1000, 5000);
        assertThat(script.over(at(5960))).isFalse();
        assertThat(script.over(at(5980))).isTrue();
    }

    @Test
    void doesNotHangUpWhileItHasSomethingToSay() {
        CallerScript script = new CallerScript(List.of(FIRST));
        script.received(false, at(0));
        assertThat(script.over(at(60_000))).isFalse();
    }

    @Test
    void oneWhoOnlyListensInHangsUpIntoTheAnswer() {
        CallerScript script = new CallerScript(List.of(FIRST), Duration.ofMillis(400));
        hear(script, true, 0, 1000);
        hear(script, false, 1000, 2000);
        hear(script, false, 2000, 2200);
        assertThat(script.over(at(2200))).isFalse();
        hear(script, true, 2200, 2620);
        assertThat(script.over(at(2600))).isTrue();
    }

    @Test
    void whatTheAgentSaysOverTheCallerIsNoAnswer() {
        CallerScript script = new CallerScript(List.of(FIRST, SECOND));
        hear(script, true, 0, 1000);
        hear(script, false, 1000, 2000);
        script.overheard(true, at(2000), false);
        assertThat(hear(script, false, 2020, 4000).move).isNull();
        script.overheard(true, at(4000), true);
        assertThat(hear(script, false, 4020, 6000).move).isEqualTo(SECOND);
    }
}
