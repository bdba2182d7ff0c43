package io.parley.server.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.CallEvent;
import io.parley.agent.CallInfo;
import io.parley.agent.CallRecord;
import io.parley.agent.Termination;
import io.parley.server.bench.RecordedTurn.Interruption;
import io.parley.server.bench.RecordedTurn.Pause;
import io.parley.server.phone.CallerSpeech;
import io.parley.server.phone.PhoneReport;
import io.parley.server.phone.PhoneTurn;
import io.parley.server.trial.TrialCall;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a recording's call tells: the recording lasts 3 s, its speech from 200 ms to 2 s, and begins 10 s into the call. */
@Timeout(10)
class TurnScoringTest {
    private static final CallerSpeech SPEECH = new CallerSpeech("a.wav", false, new short[48_000], 10, 99);
    /** The first voiced frame has been sent then, and the last one 1,780 ms later. */
    private static final long BEGAN = 10_200_000_000L;

    private final List<TrialCall.Event> events = new ArrayList<>();
    private final List<CallRecord.Turn> turns = new ArrayList<>();
    private int earlySoundMillis;

    private static RecordedTurn order(@Nullable Interruption into) {
        return new RecordedTurn(
                Path.of("a.wav"), "shop", -1, List.of(new Pause(900, 1_400)), into, false, Map.of("drink", "latte"));
    }

    /** @param millis after the first voiced frame */
    private void event(int millis, String event, Map<String, Object> data) {
        events.add(new TrialCall.Event(new CallEvent("x", millis, event, data), BEGAN + millis * 1_000_000L));
    }

    private void turn(String heard, List<String> acts, Map<String, String> args) {
        turns.add(new CallRecord.Turn(0, heard, acts, args, "", "", -1));
    }

    private TurnScore score(RecordedTurn turn) {
        CallInfo info = new CallInfo("x", true, "shop", "caller", null, "local", Instant.EPOCH);
        PhoneTurn said = new PhoneTurn("a.wav", BEGAN, 260, earlySoundMillis, Double.NaN);
        PhoneReport report =
                new PhoneReport(Termination.callerHungUp(), 14, List.of(said), null, new short[0], new short[0]);
        CallRecord record = new CallRecord(info, "shop", Termination.callerHungUp(), 14, turns, List.of());
        return TurnScoring.of(turn, SPEECH, new TrialCall("x", report, record, events));
    }

    @Test
    void theTurnIsOverWhereTheAgentCommitsItAfterTheLastSound() {
        event(1_960, "heard", Map.of());
        turn("a latte", List.of("FILL", "SAY", "CALL"), Map.of("drink", "Latte"));

        TurnScore score = score(order(null));

        assertThat(score.right()).isTrue();
        assertThat(score.timing()).isEqualTo(new TurnTiming(false, false, -1, 180, 260));
        assertThat(score.floor()).isNull();
        assertThat(score.callSeconds()).isEqualTo(14);
    }

    @Test
    void whatIsCommittedInAPauseIsEarlyEvenWhereNobodyHeardOfIt() {
        event(950, "heard", Map.of());
        event(1_300, "retract", Map.of());
        event(1_990, "heard", Map.of());
        turn("a latte", List.of("FILL"), Map.of("drink", "latte"));

        TurnTiming timing = score(order(null)).timing();

        assertThat(timing).isEqualTo(new TurnTiming(false, true, 1_150, 210, 260));
    }

    @Test
    void anAgentThatGivesUpInAPauseWasEarlyTooAndWhatCameAfterwardsWasNoCommitment() {
        event(950, "rejected", Map.of());
        earlySoundMillis = 500;

        TurnScore score = score(order(null));

        assertThat(score.timing()).isEqualTo(new TurnTiming(true, false, 1_150, Double.NaN, 260));
        assertThat(score.askedAgain()).isTrue();
    }

    @Test
    void whatIsHeardBeforeTheCallerSpeaksIsNotTheCallers() {
        event(-1_000, "rejected", Map.of());
        event(1_960, "heard", Map.of());
        turn("a latte", List.of("FILL"), Map.of("drink", "latte"));

        assertThat(score(order(null)).timing().early()).isFalse();
    }

    @Test
    void aQuestionWhetherItWasMeantTakesNothingForGranted() {
        RecordedTurn aside = new RecordedTurn(Path.of("a.wav"), "shop", -1, List.of(), null, true, Map.of());
        turn("", List.of("GREET"), Map.of());
        turn("latte", List.of("FILL", "CONFIRM"), Map.of("drink", "latte"));
        assertThat(score(aside).rejected()).isTrue();

        turns.set(1, new CallRecord.Turn(0, "latte", List.of("FILL", "ASK"), Map.of("drink", "latte"), "", "", -1));
        assertThat(score(aside).rejected()).isFalse();

        turns.set(1, new CallRecord.Turn(0, "a person", List.of("SAY", "TRANSFER"), Map.of(), "", "", -1));
        assertThat(score(aside).rejected()).isFalse();

        turns.set(1, new CallRecord.Turn(0, "", List.of("APOLOGISE", "ASK"), Map.of(), "", "", -1));
        assertThat(score(aside).rejected()).isTrue();
    }

    @Test
    void theFloorIsGivenUpOrKept() {
        event(-900, "speak", Map.of("line", 1L));
        event(240, "yield", Map.of());
        event(240, "spoken", Map.of("line", 1L, "cut", true));
        assertThat(score(order(new Interruption(900, true))).floor()).isEqualTo(new TurnFloor(true, false, Double.NaN));

        events.remove(1);
        event(500, "act", Map.of("act", "RESUME"));
        assertThat(score(order(new Interruption(900, true))).floor()).isEqualTo(new TurnFloor(false, true, Double.NaN));
    }

    @Test
    void whoBeginsWhenTheAgentHasFinishedInterruptsNobody() {
        event(-900, "speak", Map.of("line", 1L));
        event(-100, "spoken", Map.of("line", 1L, "cut", false));

        TurnScore score = score(order(new Interruption(900, true)));

        assertThat(score.floor()).isNull();
        assertThat(score.right()).isFalse();
    }
}
