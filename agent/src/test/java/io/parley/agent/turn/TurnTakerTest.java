package io.parley.agent.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.ear.Dictated;
import io.parley.agent.ear.Heard;
import io.parley.agent.grammar.Meaning;
import io.parley.agent.grammar.Wish;
import io.parley.agent.turn.Decision.Commit;
import io.parley.agent.turn.Decision.Duck;
import io.parley.agent.turn.Decision.GoOn;
import io.parley.agent.turn.Decision.Hold;
import io.parley.agent.turn.Decision.Ignore;
import io.parley.agent.turn.Decision.Reject;
import io.parley.agent.turn.Decision.Restore;
import io.parley.agent.turn.Decision.Retract;
import io.parley.agent.turn.Decision.Settle;
import io.parley.agent.turn.Decision.Speculate;
import io.parley.agent.turn.Decision.Yield;
import io.parley.agent.turn.TurnTaker.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who speaks when, window by window (32 ms) in the caller's audio time. */
@Timeout(10)
class TurnTakerTest {
    private static final int WINDOW = 32;
    private static final Floor SPEAKING = new Floor(true, 1_000);

    private final TurnTaker turns = new TurnTaker();
    private final List<At> log = new ArrayList<>();
    private Floor floor = Floor.SILENT;
    private int now;
    private int utterance;
    private boolean in;
    private int onset;
    private int lastSpeech;
    private Dictated dictated = Dictated.NOT;

    /** A decision and when it was taken. */
    private record At(int millis, Decision decision) {}

    // The end of a turn.

    @Test
    void guessesTheEndAfter64MillisecondsOfSilence() {
        speech(800, null);
        silence(64, said("latte", 224));

        assertThat(log).containsExactly(new At(864, new Speculate(meaning("latte"))));
    }

    @ParameterizedTest
    @ValueSource(ints = {160, 224, 352, 480, 800})
    void commitsWhenThePauseIsAsLongAsTheDialogueNeeds(int patience) {
        speech(800, null);
        silence(900, said("latte", patience));

        assertThat(only(Commit.class).millis - 800).isBetween(patience, patience + WINDOW - 1);
    }

    @Test
    void speculatesAgainOnlyWhenTheMeaningChanges() {
        speech(800, null);
        silence(96, said("latte", 480));
        silence(64, said("large latte", 480));
        silence(64, said("large latte", 480));

        assertThat(log).extracting(At::millis).containsExactly(864, 928);
    }

    @Test
    void anUnderstoodPauseInTheMiddleIsNoEnd() {
        speech(600, null);
        silence(128, said("large", 800));
        speech(400, null);
        silence(320, said("large latte", 224));

        assertThat(decisions())
                .containsExactly(
                        new Speculate(meaning("large")),
                        new Speculate(meaning("large latte")),
                        new Commit(meaning("large latte")));
    }

    @Test
    void speechThatMeansNothingIsRejectedAfter900Milliseconds() {
        speech(800, null);
        silence(960, null);

        assertThat(log).containsExactly(new At(800 + 928, new Reject()));
    }

    @Test
    void aShortSoundThatMeansNothingIsANoise() {
        speech(160, null);
        silence(960, null);

        assertThat(decisions()).containsExactly(new Ignore());
    }

    // Second thoughts.

    @ParameterizedTest
    @CsvSource({"0, true", "280, true", "300, false", "2000, false"})
    void theReplyIsWithdrawnWhereTheCallerGoesOnBeforeMuchOfItWasHeard(int sent, boolean withdrawn) {
        speech(800, null);
        silence(192, said("latte", 160));
        floor = new Floor(true, sent);
        speech(64, null);

        assertThat(decisions().contains(new Retract())).isEqualTo(withdrawn);
        assertThat(decisions().contains(new Duck())).isEqualTo(!withdrawn);
    }

    @Test
    void whatWasSaidBeforeAndAfterAWithdrawnReplyIsOneTurn() {
        speech(800, null);
        silence(192, said("latte", 160));
        floor = new Floor(true, 40);
        speech(400, null);
        floor = Floor.SILENT;
        silence(192, said("latte with milk", 160));

        assertThat(decisions())
                .containsExactly(
                        new Speculate(meaning("latte")),
                        new Commit(meaning("latte")),
                        new Retract(),
                        new Speculate(meaning("latte with milk")),
                        new Commit(meaning("latte with milk")));
    }

    @Test
    void theReplyStandsOnceItIsHeard() {
        speech(800, null);
        silence(192, said("latte", 160));
        floor = new Floor(true, 300);
        silence(32, said("latte", 160));

        assertThat(log.get(2)).isEqualTo(new At(1_024, new Settle()));
    }

    @ParameterizedTest
    @CsvSource({"true, 2000", "false, 700"})
    void aTurnIsOverEvenIfItsReplyIsNotReady(boolean replying, int millis) {
        speech(800, null);
        floor = new Floor(replying, 0);
        silence(2_100, said("latte", 160));

        assertThat(log.get(2).decision).isEqualTo(new Settle());
        assertThat(log.get(2).millis - 800).isBetween(millis, millis + WINDOW - 1);
    }

    // Speech over the agent's.

    @Test
    void makesRoomWithin100MillisecondsOfTheCallersOnset() {
        floor = SPEAKING;
        speech(96, null);

        assertThat(only(Duck.class).millis).isLessThanOrEqualTo(100);
    }

    @Test
    void fallsSilentWithin200MillisecondsAndGivesWayToWhoeverSpeaksOnForASecond() {
        floor = SPEAKING;
        speech(1_000, null);

        assertThat(only(Hold.class).millis).isLessThanOrEqualTo(200);
        assertThat(only(Yield.class).millis).isLessThanOrEqualTo(1_024);
    }

    @Test
    void speechThatIsNotUnderstoodTakesTheFloorIfItIsLongerThanACough() {
        floor = SPEAKING;
        speech(416, null);
        silence(128, null);

        assertThat(decisions()).containsExactly(new Duck(), new Hold(), new Yield());
    }

    @Test
    void aLongSoundOfListeningIsNoInterruption() {
        floor = SPEAKING;
        speech(704, null);
        silence(160, backchannel());

        assertThat(decisions()).containsExactly(new Duck(), new Hold(), new GoOn(), new Ignore());
    }

    @Test
    void anInterruptionThatMeansSomethingTakesTheFloorAndIsATurn() {
        floor = SPEAKING;
        speech(320, null);
        silence(192, said("stop", 160));

        assertThat(decisions())
                .containsExactly(
                        new Duck(),
                        new Hold(),
                        new Yield(),
                        new Speculate(meaning("stop")),
                        new Commit(meaning("stop")));
    }

    @Test
    void aCoughOnlyMakesTheAgentSpeakSoftlyForAMoment() {
        floor = SPEAKING;
        speech(96, null);
        silence(160, null);

        assertThat(decisions()).containsExactly(new Duck(), new Restore(), new Ignore());
        assertThat(only(Restore.class).millis).isLessThanOrEqualTo(96 + 160);
    }

    @Test
    void afterASoundOfListeningItGoesOnWhereItFellSilent() {
        floor = SPEAKING;
        speech(320, null);
        silence(160, backchannel());

        assertThat(decisions()).containsExactly(new Duck(), new Hold(), new GoOn(), new Ignore());
    }

    @Test
    void aSoundThatMeansNothingIsNoInterruptionEither() {
        floor = SPEAKING;
        speech(320, null);
        silence(160, null);

        assertThat(decisions()).containsExactly(new Duck(), new Hold(), new GoOn(), new Ignore());
    }

    @Test
    void aShortWordIsAnInterruptionThoughTheAgentOnlyMadeRoom() {
        floor = SPEAKING;
        speech(96, null);
        silence(192, said("no", 160));

        assertThat(decisions())
                .containsExactly(new Duck(), new Yield(), new Speculate(meaning("no")), new Commit(meaning("no")));
    }

    @Test
    void whoSpeaksWhileTheAgentEndsHasTheFloor() {
        floor = SPEAKING;
        speech(96, null);
        floor = Floor.SILENT;
        speech(400, null);
        silence(192, said("latte", 160));

        assertThat(decisions())
                .containsExactly(
                        new Duck(), new Restore(), new Speculate(meaning("latte")), new Commit(meaning("latte")));
    }

    @Test
    void tellsWhetherTheCallerHasTheFloorOrWantsIt() {
        assertThat(turns.callerActive()).isFalse();
        speech(64, null);
        assertThat(turns.callerActive()).isTrue();
        silence(192, said("latte", 160));
        assertThat(turns.callerActive()).isFalse();
    }

    @Test
    void anInterruptionIsAnsweredThoughItTurnsOutToBeNothing() {
        floor = SPEAKING;
        speech(160, null);
        silence(64, said("no", 160));
        assertThat(decisions()).contains(new Yield());
        silence(960, null);

        assertThat(decisions()).endsWith(new Reject());
    }

    @Test
    void listeningAloudForASecondIsAnsweredToo() {
        floor = SPEAKING;
        speech(1_024, backchannel());
        assertThat(decisions()).contains(new Yield());
        silence(960, backchannel());

        assertThat(decisions()).endsWith(new Reject());
    }

    @Test
    void aRadioIsNoTurnWithoutEnd() {
        speech(26_000, null);

        assertThat(decisions()).startsWith(new Reject());
        assertThat(log.get(0).millis).isEqualTo(25_024);
    }

    // What is dealt with otherwise.

    @ParameterizedTest
    @CsvSource({"64, Restore", "160, GoOn"})
    void anInterruptionThatIsTakenAwayLeavesTheAgentSpeaking(int spoken, String expected) {
        floor = SPEAKING;
        speech(spoken, null);
        dealtWith();

        assertThat(log.get(log.size() - 1).decision.getClass().getSimpleName()).isEqualTo(expected);
        assertThat(turns.callerActive()).isFalse();
    }

    @Test
    void aCommittedTurnThatIsTakenAwayStands() {
        speech(800, null);
        silence(192, said("latte", 160));
        dealtWith();

        assertThat(decisions()).endsWith(new Commit(meaning("latte")), new Settle());
    }

    @Test
    void resetForgetsTheUtterance() {
        speech(800, null);
        turns.reset();
        assertThat(turns.callerActive()).isFalse();
        dealtWith();

        assertThat(log).isEmpty();
    }

    // Words that somebody takes down.

    @Test
    void waitsForWordsThatAreOnTheirWay() {
        dictated = Dictated.PENDING;
        speech(800, null);
        silence(1_300, null);
        assertThat(log).isEmpty();

        dictated = new Dictated.Failed();
        silence(WINDOW, null);
        assertThat(decisions()).containsExactly(new Reject());
    }

    @Test
    void aShortInterruptionIsJudgedWhenItsWordsAreKnown() {
        floor = SPEAKING;
        dictated = Dictated.PENDING;
        speech(320, null);
        silence(192, null);
        assertThat(decisions()).containsExactly(new Duck(), new Hold());

        dictated = written(false);
        silence(WINDOW, said("no", 160));
        assertThat(decisions()).startsWith(new Duck(), new Hold(), new Yield());
    }

    @Test
    void asMuchAsMayBeSaidIsTheTurnThoughTheCallerGoesOn() {
        dictated = Dictated.PENDING;
        speech(12_000, null);
        dictated = written(true);
        speech(WINDOW, said("a long story", Patience.TEXT));

        assertThat(decisions()).containsExactly(new Commit(meaning("a long story")), new Settle());
    }

    @Test
    void asMuchAsMayBeSaidOfNothingIsNotUnderstood() {
        dictated = written(true);
        speech(12_000, null);

        assertThat(decisions()).containsOnly(new Reject());
    }

    @Test
    void whoIsTakenDownIsNoRadio() {
        dictated = Dictated.PENDING;
        speech(TurnTaker.LONGEST_MILLIS + 3_000, null);

        assertThat(log).isEmpty();
    }

    private static Dictated written(boolean full) {
        return new Dictated.Written(List.of(), null, full);
    }

    private void speech(int millis, @Nullable Reading reading) {
        for (int end = now + millis; now < end; ) {
            if (!in) {
                in = true;
                onset = now;
                utterance++;
            }
            now += WINDOW;
            lastSpeech = now;
            hear(reading);
        }
    }

    private void silence(int millis, @Nullable Reading reading) {
        for (int end = now + millis; now < end; ) {
            now += WINDOW;
            hear(now - lastSpeech >= 64 ? reading : null);
        }
    }

    /** Somebody has settled the utterance. */
    private void dealtWith() {
        in = false;
        now += WINDOW;
        hear(null);
    }

    private void hear(@Nullable Reading reading) {
        Heard heard = in
                ? new Heard(now, 0, utterance, true, onset, lastSpeech - onset, now - lastSpeech, null, 0)
                : new Heard(now, 0, utterance, false, 0, 0, 0, null, 0);
        for (Decision decision : turns.on(in ? heard.with(dictated) : heard, reading, floor)) {
            log.add(new At(now, decision));
            floor = decision instanceof Yield ? Floor.SILENT : floor;
            in &= !(decision instanceof Settle || decision instanceof Ignore || decision instanceof Reject);
        }
    }

    private List<Decision> decisions() {
        return log.stream().map(At::decision).toList();
    }

    private At only(Class<? extends Decision> kind) {
        List<At> found = log.stream().filter(at -> kind.isInstance(at.decision)).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static Reading said(String text, int patience) {
        return new Reading(meaning(text), patience);
    }

    private static Reading backchannel() {
        return new Reading(new Meaning(List.of(wish(Map.of())), null, null, true, 1, true, "mhm"), Patience.OPEN);
    }

    private static Meaning meaning(String text) {
        return new Meaning(List.of(wish(Map.of("it", text))), null, null, false, 1, true, text);
    }

    private static Wish wish(Map<String, String> slots) {
        Map<String, Float> sure = new HashMap<>();
        slots.keySet().forEach(slot -> sure.put(slot, 1f));
        return new Wish(null, slots, Map.of(), Map.of(), sure);
    }
}
