package io.parley.server.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        return new TurnScore(latte, "words", got, asked, false, false, earToEar, TurnScore.Sureness.NONE);
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
        UnderstandingScore score = new UnderstandingScore(List.of(
                score(Map.of("drink", "latte", "size", "large"), false, 200),
                score(Map.of("drink", "latte"), false, 300),
                score(Map.of("drink", "mocha", "size", "large"), false, 400),
                score(Map.of(), true, Double.NaN)));
        assertThat(score.slots()).isEqualTo(4 / 8.0);
        assertThat(score.whole()).isEqualTo(1 / 4.0);
        assertThat(score.wrong()).isEqualTo(2 / 4.0);
        assertThat(score.askedAgain()).isEqualTo(1 / 4.0);
        assertThat(score.earToEar()).containsExactly(200, 300, 400);
        assertThat(score.json())
                .containsEntry("turns", 4)
                .containsEntry("slots", 0.5)
                .containsEntry("ear_to_ear_ms", Map.of("p50", 300.0, "p95", 400.0));
    }

    @Test
    void nothingAtAllIsNoFault() {
        UnderstandingScore none = new UnderstandingScore(List.of());
        assertThat(none.slots()).isEqualTo(1);
        assertThat(none.whole()).isZero();
    }
}
