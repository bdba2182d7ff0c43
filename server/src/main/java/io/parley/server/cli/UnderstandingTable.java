package io.parley.server.cli;

import io.parley.server.bench.EndOfTurnScore;
import io.parley.server.bench.FloorScore;
import io.parley.server.bench.Percentiles;
import io.parley.server.bench.UnderstandingScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All sets and engines side by side, for people: a line for each, a blank cell where there is nothing to tell. Pure. */
final class UnderstandingTable {
    private static final List<String> HEAD = List.of(
            "set",
            "engine",
            "turns",
            "slots",
            "whole",
            "wrong",
            "asked",
            "rejected",
            "taken",
            "yields",
            "cut-ins",
            "hesitating cut in",
            "committed ms p50/mean/p95",
            "ear to ear ms p50/mean/p95",
            "CPU ms/s");

    private final List<List<String>> rows = new ArrayList<>(List.of(HEAD));
    private final boolean costs;

    /** @param costs whether the processor time is told, which is another one in every run */
    UnderstandingTable(boolean costs) {
        this.costs = costs;
    }

    void row(String set, String engine, UnderstandingScore score) {
        boolean values = score.tellingValues() > 0;
        FloorScore floor = score.floor();
        EndOfTurnScore end = score.endOfTurn();
        rows.add(List.of(
                set,
                engine,
                String.valueOf(score.turns().size()),
                values ? percent(score.slots()) : "",
                values ? percent(score.whole()) : "",
                values ? percent(score.wrong()) : "",
                values ? percent(score.askedAgain()) : "",
                score.toReject() > 0 ? percent(score.rejected()) : "",
                of(floor.taken(), floor.interruptions()),
                of(floor.yields(), floor.others()),
                percent(score.cutIns()),
                end.hesitating() > 0 ? percent(end.hesitatingCutIns()) : "",
                millis(end.commit()),
                millis(score.earToEar()),
                !costs || Double.isNaN(score.cpuMillisPerSecond())
                        ? ""
                        : String.format(Locale.ROOT, "%.0f", score.cpuMillisPerSecond())));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String of(int some, int all) {
        return all == 0 ? "" : some + "/" + all;
    }

    private static String millis(double[] values) {
        if (values.length == 0) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "%.0f/%.0f/%.0f",
                Percentiles.of(values, 0.50),
                Percentiles.mean(values),
                Percentiles.of(values, 0.95));
    }

    /** Columns without anything in them are left out. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int width = width(column);
                if (width > 0) {
                    String form = column < 2 ? "%-" + width + "s  " : "%" + width + "s  ";
                    line.append(String.format(form, row.get(column)));
                }
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString().stripTrailing();
    }

    private int width(int column) {
        boolean told = rows.stream().skip(1).anyMatch(row -> !row.get(column).isEmpty());
        return told
                ? rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0)
                : 0;
    }
}
