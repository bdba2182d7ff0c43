package io.parley.server.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.server.bench.RecordedTurn.Interruption;
import io.parley.server.bench.RecordedTurn.Pause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class UnderstandingScoreTest {
    @TempDir
    private Path folder;

    private RecordedTurn latte;

    @BeforeEach
    void record() throws IOException {
        Files.writeString(folder.resolve("a.wav"), "");
        Files.writeString(
                folder.resolve("turns.jsonl"),
                "{\"audio\":\"a.wav\",\"agent\":\"shop\",\"expect\":{\"drink\":\"Latte\",\"size\":\"large\"}}\n");
        latte = TurnSet.read(folder, Map.of("shop", Set.of("drink", "size"))).get(0);
    }

    private TurnScore score(Map<String, String> got, boolean asked, double earToEar) {
        return new TurnScore(
                latte,
                "words",
                got,
                asked,
                true,
                new TurnTiming(false, false, -1, 150, earToEar),
                null,
                TurnScore.Sureness.NONE,
                5);
    }

    @Test
    void theWholeSetInAnyCaseIsWhole() {
        TurnScore score = score(Map.of("drink", "LATTE", "size", "large"), false, 200);
        assertThat(score.whole()).isTrue();
        assertThat(score.rightSlots()).isEqualTo(2);
        assertThat(score.wrong()).isFalse();
    }

    @Test
    void oneValueTooManyIsNotWhole() {
        TurnScore score = score(Map.of("drink", "latte", "size", "large", "milk", "cream"), false, 200);
        assertThat(score.whole()).isFalse();
        assertThat(score.rightSlots()).isEqualTo(2);
        assertThat(score.wrong()).isTrue();
    }

    @Test
    void whatIsAskedForAgainIsNotTakenForGranted() {
        assertThat(score(Map.of(), true, Double.NaN).wrong()).isFalse();
        assertThat(score(Map.of("drink", "mocha"), false, 200).wrong()).isTrue();
    }

    @Test
    void sharesAreOfSlotsAndOfTurns() {
        UnderstandingScore score = new UnderstandingScore(
                List.of(
                        score(Map.of("drink", "latte", "size", "large"), false, 200),
                        score(Map.of("drink", "latte"), false, 300),
                        score(Map.of("drink", "mocha", "size", "large"), false, 400),
                        score(Map.of(), true, Double.NaN)),
                400_000_000);
        assertThat(score.slots()).isEqualTo(4 / 8.0);
        assertThat(score.whole()).isEqualTo(1 / 4.0);
        assertThat(score.wrong()).isEqualTo(2 / 4.0);
        assertThat(score.askedAgain()).isEqualTo(1 / 4.0);
        assertThat(score.earToEar()).containsExactly(200, 300, 400);
        assertThat(score.json())
                .containsEntry("turns", 4)
                .containsEntry("slots", 0.5)
                .containsEntry("rejected", null)
                .doesNotContainKey("floor")
                .containsEntry("ear_to_ear_ms", Map.of("p50", 300.0, "mean", 300.0, "p95", 400.0));
    }

    @Test
    void whatIsToBeRejectedIsCountedApartFromWhatIsToBeUnderstood() {
        RecordedTurn aside = labelled(Map.of(), List.of(), null, true);
        UnderstandingScore score = new UnderstandingScore(
                List.of(
                        score(Map.of("drink", "latte", "size", "large"), false, 200),
                        of(aside, Map.of(), false, TurnTiming.NONE, null),
                        of(aside, Map.of("drink", "mocha"), true, TurnTiming.NONE, null),
                        // Asked whether it was meant: nothing has been taken for granted.
                        of(aside, Map.of("drink", "mocha"), false, TurnTiming.NONE, null)),
                0);

        assertThat(score.whole()).isEqualTo(1);
        assertThat(score.wrong()).isZero();
        assertThat(score.askedAgain()).isZero();
        assertThat(score.rejected()).isEqualTo(2 / 3.0);
        assertThat(score.turns()).extracting(TurnScore::right).containsExactly(true, true, false, true);
    }

    @Test
    void cutInsAreOfThoseWhoHesitate() {
        List<Pause> pauses = List.of(new Pause(600, 1_000), new Pause(1_500, 1_900));
        RecordedTurn thinking = labelled(Map.of("drink", "latte"), pauses, null, false);
        TurnTiming inTime = new TurnTiming(false, false, -1, 180, 250);
        TurnTiming withdrawn = new TurnTiming(false, true, 1_700, 220, 290);
        TurnTiming cutIn = new TurnTiming(true, false, 800, Double.NaN, Double.NaN);
        UnderstandingScore score = new UnderstandingScore(
                List.of(
                        of(thinking, Map.of(), true, inTime, null),
                        of(thinking, Map.of(), true, withdrawn, null),
                        of(thinking, Map.of(), true, cutIn, null),
                        // Between the pauses: the agent was hasty, but not because of a pause.
                        of(thinking, Map.of(), true, new TurnTiming(true, false, 1_200, Double.NaN, 100), null),
                        score(Map.of(), true, 250)),
                0);

        EndOfTurnScore end = score.endOfTurn();
        assertThat(end.hesitating()).isEqualTo(4);
        assertThat(end.pauses()).isEqualTo(8);
        assertThat(end.pausesTaken()).isEqualTo(2);
        assertThat(end.hesitatingCutIns()).isEqualTo(2 / 4.0);
        assertThat(end.hesitatingEarly()).isEqualTo(3 / 4.0);
        assertThat(end.commit()).containsExactly(180, 220, 150);
        assertThat(end.json().get("commit_ms")).isEqualTo(Percentiles.withMean(180, 220, 150));
        assertThat(score.cutIns()).isEqualTo(2 / 5.0);
    }

    @Test
    void theFloorIsForThoseWhoWantIt() {
        RecordedTurn wait = labelled(Map.of(), List.of(), new Interruption(900, true), false);
        RecordedTurn cough = labelled(Map.of(), List.of(), new Interruption(900, false), false);
        TurnFloor yielded = new TurnFloor(true, false, 240);
        TurnFloor kept = new TurnFloor(false, false, Double.NaN);
        TurnFloor paused = new TurnFloor(false, true, 300);
        UnderstandingScore score = new UnderstandingScore(
                List.of(
                        of(wait, Map.of(), true, TurnTiming.NONE, yielded),
                        of(wait, Map.of(), true, TurnTiming.NONE, kept),
                        of(cough, Map.of(), true, TurnTiming.NONE, kept),
                        of(cough, Map.of(), true, TurnTiming.NONE, paused),
                        of(cough, Map.of(), true, TurnTiming.NONE, yielded),
                        of(cough, Map.of(), true, TurnTiming.NONE, null)),
                0);

        assertThat(score.floor().json())
                .containsEntry("interruptions", 2)
                .containsEntry("taken", 1)
                .containsEntry("others", 3)
                .containsEntry("yields", 1)
                .containsEntry("paused", 1)
                .containsEntry("missed", 1)
                .containsEntry("silent_ms", Percentiles.withMean(240));
        assertThat(score.turns()).extracting(TurnScore::right).containsExactly(true, false, true, true, false, false);
        assertThat(score.tellingValues()).isZero();
    }

    @Test
    void aSecondOfACallCostsWhatTheProcessUsed() {
        UnderstandingScore one = new UnderstandingScore(List.of(score(Map.of(), true, 200)), 400_000_000);
        UnderstandingScore other = new UnderstandingScore(List.of(score(Map.of(), true, 200)), 200_000_000);
        assertThat(one.cpuMillisPerSecond()).isEqualTo(80);
        assertThat(UnderstandingScore.of(List.of(one, other)).cpuMillisPerSecond())
                .isEqualTo(60);
        assertThat(new UnderstandingScore(List.of(), 0).cpuMillisPerSecond()).isNaN();
    }

    private RecordedTurn labelled(
            Map<String, String> expect, List<Pause> pauses, @Nullable Interruption into, boolean reject) {
        return new RecordedTurn(latte.audio(), "shop", -1, pauses, into, reject, expect);
    }

    private static TurnScore of(
            RecordedTurn turn, Map<String, String> got, boolean taken, TurnTiming timing, @Nullable TurnFloor floor) {
        return new TurnScore(turn, "words", got, got.isEmpty(), taken, timing, floor, TurnScore.Sureness.NONE, 5);
    }

    @Test
    void nothingAtAllIsNoFault() {
        UnderstandingScore none = new UnderstandingScore(List.of(), 0);
        assertThat(none.slots()).isEqualTo(1);
        assertThat(none.whole()).isZero();
    }
}
