package io.parley.agent.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.ear.TurnEstimate;
import io.parley.agent.turn.Decision.Commit;
import io.parley.agent.turn.Decision.Duck;
import io.parley.agent.turn.Decision.Ignore;
import io.parley.agent.turn.Decision.Reject;
import io.parley.agent.turn.Decision.Retract;
import io.parley.agent.turn.Decision.Settle;
import io.parley.agent.turn.Decision.Speculate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a turn is over, and what becomes of it. */
class TurnTakerTest extends TurnTaking {
    @ParameterizedTest
    @CsvSource({"0.95, true", "0.8, false"})
    void aCoughInTheAgentsSilenceIsNotAskedAbout(float share, boolean ignored) {
        sounds = foreign(share);
        speech(416, null);
        silence(320, null);
        sounds = new TurnEstimate(0.5f, 1, 0, 0, 0);
        silence(640, null);

        assertThat(decisions()).containsExactly(ignored ? new Ignore() : new Reject());
    }

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

        assertThat(only(Commit.class).millis() - 800).isBetween(patience, patience + WINDOW - 1);
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

    @Test
    void tellsWhetherTheCallerHasTheFloorOrWantsIt() {
        assertThat(turns.callerActive()).isFalse();
        speech(64, null);
        assertThat(turns.callerActive()).isTrue();
        silence(192, said("latte", 160));
        assertThat(turns.callerActive()).isFalse();
    }

    @Test
    void aRadioIsNoTurnWithoutEnd() {
        speech(26_000, null);

        assertThat(decisions()).startsWith(new Reject());
        assertThat(log.get(0).millis()).isEqualTo(25_024);
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

        assertThat(log.get(2).decision()).isEqualTo(new Settle());
        assertThat(log.get(2).millis() - 800).isBetween(millis, millis + WINDOW - 1);
    }

    // What is dealt with otherwise.

    @ParameterizedTest
    @CsvSource({"64, Restore", "160, GoOn"})
    void anInterruptionThatIsTakenAwayLeavesTheAgentSpeaking(int spoken, String expected) {
        floor = SPEAKING;
        speech(spoken, null);
        dealtWith();

        assertThat(log.get(log.size() - 1).decision().getClass().getSimpleName())
                .isEqualTo(expected);
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
}
