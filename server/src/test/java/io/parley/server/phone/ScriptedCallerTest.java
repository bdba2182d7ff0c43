package io.parley.server.phone;

import static io.parley.server.phone.Frames.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.CallEvent;
import io.parley.config.CallStep;
import io.parley.config.CallStep.Dtmf;
import io.parley.config.CallStep.HangUp;
import io.parley.config.CallStep.Hear;
import io.parley.config.CallStep.InterruptAt;
import io.parley.config.CallStep.Pause;
import io.parley.config.CallStep.Sign;
import io.parley.server.phone.ScriptedCaller.Cue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ScriptedCallerTest {
    private static final Move ONE = new Move.Dial("1");
    private static final Move TWO = new Move.Dial("2");

    private @Nullable ScriptedCaller caller;
    private int millis;
    private int line;

    /** What came of a stretch of time: the first move, and when. */
    private record Made(@Nullable Move move, int millis) {}

    private void script(CallStep... steps) {
        List<Cue> cues = new ArrayList<>();
        for (CallStep step : steps) {
            Move move = step instanceof Dtmf dtmf
                    ? new Move.Dial(dtmf.digits())
                    : step instanceof HangUp ? new Move.HangUp() : null;
            cues.add(new Cue(step, cues.size() + 3, move));
        }
        caller = new ScriptedCaller(cues);
    }

    private static Hear hear(String... acts) {
        return new Hear(
                List.of(acts).stream().map(act -> new Sign(act, null, null)).toList());
    }

    private static Dtmf one() {
        return new Dtmf("1");
    }

    private static Dtmf two() {
        return new Dtmf("2");
    }

    /** Nothing but this is heard until a move comes, or for so long. */
    private Made listens(boolean sound, int forMillis) {
        for (int end = millis + forMillis; millis < end; millis += 20) {
            Move move = caller.received(sound, at(millis));
            if (move != null) {
                millis += 20;
                return new Made(move, millis - 20);
            }
        }
        return new Made(null, millis);
    }

    private void told(String event, Map<String, Object> data) {
        caller.told(new CallEvent("id", millis, event, data), at(millis));
    }

    private void act(String act) {
        told("act", Map.of("act", act));
    }

    /** The agent says something from now on: it is announced, and sounds for so long. */
    private void says(String text, int forMillis) {
        told("speak", Map.of("line", ++line, "text", text));
        assertThat(listens(true, forMillis).move).isNull();
        told("spoken", Map.of("line", line, "heard", text, "cut", false));
    }

    @Test
    void aMoveWaitsUntilTheActHasComeAndTheAgentHasFinished() {
        script(hear("ASK"), one());
        act("GREET");
        says("Hello.", 1_000);
        assertThat(listens(false, 2_000).move).isNull();
        act("ASK");
        says("Which size?", 800);

        assertThat(listens(false, 2_000)).isEqualTo(new Made(ONE, 3_780 + 600));
    }

    @Test
    void aPauseBetweenTwoSentencesIsNotTheEndOfThem() {
        script(hear("GREET"), one());
        act("GREET");
        told("speak", Map.of("line", 1, "text", "Hello. Who is it?"));
        listens(true, 500);
        assertThat(listens(false, 900).move).isNull();
        listens(true, 500);
        told("spoken", Map.of("line", 1, "heard", "Hello. Who is it", "cut", false));

        assertThat(listens(false, 2_000)).isEqualTo(new Made(ONE, 1_880 + 600));
    }

    @Test
    void actsOfAListComeInTheirOrderWithOthersBetweenThem() {
        script(hear("APOLOGISE", "ASK"), one());
        act("ASK");
        act("APOLOGISE");
        says("Sorry.", 400);
        assertThat(listens(false, 2_000).move).isNull();
        act("SAY");
        act("ASK");
        says("Which?", 400);

        assertThat(listens(false, 2_000).move).isEqualTo(ONE);
    }

    @Test
    void whatWasWaitedForOnceHasToComeAgainToBeHeardAgain() {
        script(hear("ASK"), one(), hear("ASK"), two());
        act("ASK");
        says("Which size?", 400);
        assertThat(listens(false, 2_000).move).isEqualTo(ONE);
        assertThat(listens(false, 5_000).move).isNull();
        act("ASK");
        says("Which milk?", 400);

        assertThat(listens(false, 2_000).move).isEqualTo(TWO);
    }

    @Test
    void anActIsTheSlotsItIsAboutAndTheWordsItSays() {
        script(new Hear(List.of(new Sign("ASK", "size", "which SIZE"))), one());
        told("act", Map.of("act", "ASK", "slot", "milk", "text", "Which size of milk?"));
        told("act", Map.of("act", "ASK", "slot", "size", "text", "How big?"));
        assertThat(listens(false, 2_000).move).isNull();
        told("act", Map.of("act", "ASK", "slot", "size", "text", "And which size, please?"));

        assertThat(listens(false, 2_000).move).isEqualTo(ONE);
    }

    @Test
    void aConfirmationIsAboutEveryValueThatItReadsOut() {
        script(new Hear(List.of(new Sign("CONFIRM", "drink", null))), one());
        told("act", Map.of("act", "CONFIRM", "values", Map.of("size", "small")));
        assertThat(listens(false, 2_000).move).isNull();
        told("act", Map.of("act", "CONFIRM", "values", Map.of("size", "small", "drink", "tea")));

        assertThat(listens(false, 2_000).move).isEqualTo(ONE);
    }

    @Test
    void wordsAreHeardWhoeverThoughtThem() {
        script(new Hear(List.of(new Sign(null, null, "one moment"))), one());
        told("act", Map.of("act", "SAY", "text", "One moment."));
        assertThat(listens(false, 2_000).move).isNull();
        says("One moment, please.", 500);

        assertThat(listens(false, 2_000).move).isEqualTo(ONE);
    }

    @Test
    void aReplyThatWasTakenBackIsNoSign() {
        script(one(), hear("SAY"), two());
        says("Hello.", 400);
        assertThat(listens(false, 1_000).move).isEqualTo(ONE);
        told("heard", Map.of("text", "a latte"));
        act("SAY");
        told("retract", Map.of());
        assertThat(listens(false, 4_000).move).isNull();
        told("heard", Map.of("text", "a latte with milk"));
        act("SAY");
        says("A latte with milk.", 800);

        assertThat(listens(false, 2_000).move).isEqualTo(TWO);
    }

    @Test
    void anInterruptionComesSoFarIntoWhatFollowsTheSign() {
        script(hear("SAY"), new InterruptAt(Duration.ofMillis(400)), one());
        act("GREET");
        says("Hello, this is a long greeting.", 2_000);
        listens(false, 1_000);
        act("SAY");
        told("speak", Map.of("line", 9, "text", "A latte."));
        listens(false, 100);

        assertThat(listens(true, 2_000)).isEqualTo(new Made(ONE, 3_100 + 400));
    }

    @Test
    void aPauseAfterTheAgentsSpeechBeginsWithTheCallersTurnAndEndsWhateverTheAgentDoes() {
        script(hear("GREET"), new Pause(Duration.ofSeconds(2)), one());
        act("GREET");
        says("Hello.", 1_000);
        listens(false, 1_000);

        Made made = listens(true, 3_000);
        assertThat(made.move).isEqualTo(ONE);
        assertThat(made.millis).isBetween(3_000, 3_300);
    }

    @Test
    void aPauseBetweenTwoPiecesOfSpeechBeginsAtOnce() {
        script(one(), new Pause(Duration.ofMillis(300)), two());
        says("Hello.", 400);
        Made first = listens(false, 1_000);

        assertThat(listens(false, 1_000)).isEqualTo(new Made(TWO, first.millis + 20 + 300));
    }

    @Test
    void whatDoesNotComeWithin30SecondsEndsTheCallAndIsTold() {
        script(hear("GREET"), new Hear(List.of(new Sign("ASK", "size", null))));
        act("GREET");
        says("Hello.", 400);
        assertThat(listens(false, 29_000).move).isNull();
        assertThat(caller.over(at(millis))).isFalse();
        listens(false, 1_500);

        assertThat(caller.over(at(millis))).isTrue();
        assertThat(caller.failure("caller-hung-up")).isEqualTo("line 4: waited 30 s for ASK size");
    }

    @Test
    void anAgentThatNeverStopsTalkingIsWaitedForNoLonger() {
        script(hear("GREET"), one());
        act("GREET");
        told("speak", Map.of("line", 1, "text", "Once upon a time"));
        listens(true, 31_000);

        assertThat(caller.failure("caller-hung-up"))
                .isEqualTo("line 4: waited 30 s for the agent to finish, for dtmf 1");
    }

    @Test
    void aCallThatIsOverTooEarlyIsToldByTheStepThatNeverCame() {
        script(hear("GREET"), one(), new HangUp());
        act("GREET");

        assertThat(caller.failure("agent-ended")).isEqualTo("line 4: the call was over (agent-ended) before dtmf 1");
    }

    @Test
    void aStepThatCameWithTheVeryEndOfTheCallHasCome() {
        script(hear("GREET"), hear("END"), new Pause(Duration.ofSeconds(1)), new HangUp());
        act("GREET");
        listens(false, 20);
        act("END");

        assertThat(caller.failure("agent-ended")).isNull();
    }

    @Test
    void aCallerWithNothingLeftHangsUpAfter5SecondsOfSilence() {
        script(hear("GREET"));
        act("GREET");
        says("Hello.", 1_000);
        listens(false, 4_900);
        assertThat(caller.over(at(millis))).isFalse();
        listens(false, 200);

        assertThat(caller.over(at(millis))).isTrue();
        assertThat(caller.failure("caller-hung-up")).isNull();
    }

    @Test
    void nobodyHangsUpWhileAnActionIsUnderWay() {
        script(hear("GREET"));
        act("GREET");
        says("Hello.", 1_000);
        told("action", Map.of("action", "orders.place"));
        listens(false, 10_000);
        assertThat(caller.over(at(millis))).isFalse();
        told("result", Map.of("action", "orders.place", "outcome", "ok"));
        listens(false, 20);

        assertThat(caller.over(at(millis))).isTrue();
    }

    @Test
    void aCallerWhoIsNotAnsweredSpeaksAgainAfter8Seconds() {
        script(one(), two());
        says("Hello.", 400);
        Made first = listens(false, 1_000);

        assertThat(listens(false, 10_000)).isEqualTo(new Made(TWO, first.millis + 20 + 8_000));
    }
}
