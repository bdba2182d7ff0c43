package io.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.server.bench.RecordedTurn;
import io.parley.server.bench.TurnScore;
import io.parley.server.bench.TurnTiming;
import io.parley.server.bench.UnderstandingScore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class UnderstandingTableTest {
    private static UnderstandingScore set(boolean reject, Map<String, String> said, Map<String, String> got) {
        RecordedTurn turn = new RecordedTurn(Path.of("a.wav"), "shop", -1, List.of(), null, reject, said);
        TurnTiming timing = new TurnTiming(false, false, -1, 180, 250);
        return new UnderstandingScore(
                List.of(new TurnScore(
                        turn, "", got, got.isEmpty(), !got.isEmpty(), timing, null, TurnScore.Sureness.NONE, 10)),
                250_000_000);
    }

    @Test
    void enginesStandSideBySideAndWhatNoSetMeasuresHasNoColumn() {
        Map<String, String> latte = Map.of("drink", "latte");
        UnderstandingTable table = new UnderstandingTable(true);
        table.row("coffee", "native", set(false, latte, latte));
        table.row("coffee", "cascade", set(false, latte, Map.of()));
        table.row("outside", "native", set(true, Map.of(), Map.of()));

        List<String> lines = table.text().lines().toList();

        assertThat(lines).hasSize(4);
        assertThat(lines.get(0))
                .startsWith("set")
                .contains("engine", "rejected")
                .doesNotContain("yields", "hesitating");
        assertThat(lines.get(1)).matches("coffee +native +1 +100.0 % +100.0 % +0.0 % +0.0 % +0.0 % +180/180/180 .* 25");
        assertThat(lines.get(2)).matches("coffee +cascade +1 +0.0 % +0.0 % +0.0 % +100.0 % .*");
        assertThat(lines.get(3)).matches("outside +native +1 +100.0 % +0.0 % +180/180/180 +250/250/250 +25");
    }

    @Test
    void whereEveryRunIsToTellTheSameTheProcessorTimeIsLeftOut() {
        UnderstandingTable table = new UnderstandingTable(false);
        table.row("coffee", "native", set(false, Map.of("drink", "latte"), Map.of()));

        assertThat(table.text()).contains("ear to ear").doesNotContain("CPU");
    }
}
