package io.parley.agent.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.ear.TurnEstimate;
import io.parley.agent.grammar.Command;
import io.parley.agent.turn.Decision.Commit;
import io.parley.agent.turn.Decision.Duck;
import io.parley.agent.turn.Decision.GoOn;
import io.parley.agent.turn.Decision.Hold;
import io.parley.agent.turn.Decision.Ignore;
import io.parley.agent.turn.Decision.Reject;
import io.parley.agent.turn.Decision.Restore;
import io.parley.agent.turn.Decision.Speculate;
import io.parley.agent.turn.Decision.Yield;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Speech over the agent's. */
class InterruptionTest extends TurnTaking {
    @Test
    void aNoiseThatGoesOnAndOnDoesNotSilenceTheAgent() {
        floor = SPEAKING;
        speech(160, null);
        sounds = foreign(0.8f);
        speech(3_000, null);

        assertThat(log).extracting(At::decision).containsExactly(new Duck(), new Hold(), new GoOn(), new Ignore());
    }

    @Test
    void whoSpeaksRightAfterACoughIsHeardFromTheFirstWordOn() {
        floor = SPEAKING;
        sounds = foreign(0.8f);
        speech(160, null);
        sounds = foreign(0.1f);
        speech(320, null);
        silence(192, said("cancel", 160));

        assertThat(decisions())
                .containsExactly(
                        new Duck(),
                        new Hold(),
                        new Yield(),
                        new Speculate(meaning("cancel")),
                        new Commit(meaning("cancel")));
    }

    @Test
    void whatIsUnderstoodTakesTheFloorThoughItSoundedLikeANoiseAllTheTime() {
        floor = SPEAKING;
        sounds = foreign(0.8f);
        speech(480, null);
        silence(192, said("cancel", 160));

        assertThat(decisions()).startsWith(new Yield()).contains(new Commit(meaning("cancel")));
    }

    @Test
    void longListeningTakesNoFloor() {
        floor = SPEAKING;
        sounds = listening();
        speech(1_216, null);
        silence(160, backchannel());

        assertThat(decisions()).containsExactly(new Duck(), new Hold(), new GoOn(), new Ignore());
    }

    @Test
    void whatMeansSomethingTakesTheFloorThoughItSoundsLikeANoise() {
        floor = SPEAKING;
        sounds = foreign(0.3f);
        speech(96, null);
        sounds = foreign(0.8f);
        silence(192, said("stop", 160));

        assertThat(decisions()).contains(new Yield(), new Commit(meaning("stop")));
    }

    @Test
    void aLongNoiseThatEndedIsNoInterruption() {
        floor = SPEAKING;
        speech(608, null);
        sounds = foreign(0.8f);
        silence(128, null);

        assertThat(decisions()).containsExactly(new Duck(), new Hold(), new GoOn(), new Ignore());
    }

    @Test
    void whatSoundsLikeListeningIsNoInterruptionWhateverItIsReadAs() {
        floor = SPEAKING;
        sounds = listening();
        speech(480, null);
        silence(160, said("iced", 160));

        assertThat(decisions()).containsExactly(new Duck(), new Hold(), new GoOn(), new Ignore());
    }

    @Test
    void aYesToTheQuestionIsAnAnswerThoughItSoundsLikeListening() {
        floor = SPEAKING;
        sounds = listening();
        speech(320, null);
        silence(192, yes());

        assertThat(decisions()).contains(new Yield(), new Commit(yes().meaning()));
    }

    @ParameterizedTest
    @CsvSource({"0.95, true", "0.7, false"})
    void aCommandThatIsSurelyUnderstoodTakesTheFloorHoweverItSounds(float sure, boolean taken) {
        floor = SPEAKING;
        sounds = listening();
        speech(384, null);
        silence(160, command(Command.CANCEL, sure));

        assertThat(decisions().contains(new Yield())).isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource({"384, 0.98, true", "384, 0.8, false", "256, 0.98, false"})
    void aShortWordThatIsNotUnderstoodTakesTheFloorWhereTurnHasNoDoubt(int millis, float caller, boolean taken) {
        floor = SPEAKING;
        sounds = new TurnEstimate(0.5f, 0, caller, (1 - caller) / 2, (1 - caller) / 2);
        speech(millis, null);
        silence(160, null);

        assertThat(decisions().contains(new Yield())).isEqualTo(taken);
    }

    @Test
    void makesRoomWithin100MillisecondsOfTheCallersOnset() {
        floor = SPEAKING;
        speech(96, null);

        assertThat(only(Duck.class).millis()).isLessThanOrEqualTo(100);
    }

    @Test
    void fallsSilentWithin200MillisecondsAndGivesWayToWhoeverSpeaksOnForASecond() {
        floor = SPEAKING;
        speech(1_000, null);

        assertThat(only(Hold.class).millis()).isLessThanOrEqualTo(200);
        assertThat(only(Yield.class).millis()).isLessThanOrEqualTo(1_024);
    }

    @Test
    void speechThatIsNotUnderstoodTakesTheFloorIfItIsLongerThanACough() {
        floor = SPEAKING;
        speech(608, null);
        silence(128, null);

        assertThat(decisions()).containsExactly(new Duck(), new Hold(), new Yield());
    }

    @Test
    void itsOwnVoiceMakesItGoOnWhateverItHasDoneAboutIt() {
        floor = SPEAKING;
        speech(96, null);
        assertThat(turns.ownVoice()).containsExactly(new Restore(), new Ignore());
        assertThat(turns.callerActive()).isFalse();
        dealtWith();
        speech(160, null);
        assertThat(turns.ownVoice()).containsExactly(new GoOn(), new Ignore());

        assertThat(decisions()).containsExactly(new Duck(), new Duck(), new Hold());
    }

    @Test
    void whoHasTakenTheFloorKeepsItThoughTheLineHasAnEcho() {
        floor = SPEAKING;
        speech(1_000, null);

        assertThat(turns.ownVoice()).isEmpty();
        assertThat(turns.callerActive()).isTrue();
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
        assertThat(only(Restore.class).millis()).isLessThanOrEqualTo(96 + 160);
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
}
