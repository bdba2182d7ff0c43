package io.parley.server.cli;

import io.parley.media.RtpStats;
import io.parley.server.Records;
import io.parley.server.phone.PhoneReport;
import io.parley.server.phone.PhoneTurn;
import io.parley.server.trial.TrialCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The last line of {@code --json}: the keys are a promise, see docs/commands.md. Pure. */
final class Summaries {
    private Summaries() {}

    /** The summary of one call by somebody who knows only their own side of it. */
    static Map<String, Object> call(PhoneReport report, Map<String, Object> more) {
        Map<String, Object> call = base(report);
        call.put("turns", report.turns().stream().map(Summaries::turn).toList());
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("calls", List.of(call));
        summary.put("ear_to_ear_ms", percentiles(earToEar(List.of(report))));
        summary.putAll(more);
        return summary;
    }

    static Map<String, Object> base(PhoneReport report) {
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("termination", report.termination().toString());
        call.put("seconds", report.seconds());
        RtpStats media = report.media();
        call.put("packets_lost", media == null ? 0 : media.packetsLost());
        call.put("mos", media == null ? null : Math.round(media.mos() * 100) / 100.0);
        return call;
    }

    private static Map<String, Object> turn(PhoneTurn turn) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("said", turn.said());
        json.put("ear_to_ear_ms", number(turn.earToEarMillis()));
        json.put("barge_in_ms", number(turn.bargeInMillis()));
        json.put("cut_in", turn.cutIn());
        return json;
    }

    /** The summary of calls of which both sides are known. */
    static Map<String, Object> trial(List<TrialCall> calls, Map<String, Object> more) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("calls", calls.stream().map(Summaries::call).toList());
        summary.put(
                "ear_to_ear_ms",
                percentiles(earToEar(calls.stream().map(TrialCall::report).toList())));
        summary.putAll(more);
        return summary;
    }

    private static Map<String, Object> call(TrialCall call) {
        Map<String, Object> json = base(call.report());
        json.put("call", call.name());
        json.put("termination", String.valueOf(call.record().termination()));
        List<Map<String, Object>> turns = new ArrayList<>();
        double[] earToEar = call.earToEar();
        for (int i = 0; i < earToEar.length; i++) {
            Map<String, Object> turn = Records.turn(call.record().turns().get(i));
            turn.put("ear_to_ear_ms", number(earToEar[i]));
            turns.add(turn);
        }
        json.put("turns", turns);
        json.put(
                "actions", call.record().actions().stream().map(Records::action).toList());
        return json;
    }

    /** For people: {@code 243 ms (half) to 410 ms (95 %) after …}. */
    static String describe(double... earToEar) {
        return earToEar.length == 0
                ? "never"
                : String.format(
                        Locale.ROOT,
                        "%.0f ms after the caller's last sound (half of them; 95 %%: %.0f ms)",
                        percentile(earToEar, 0.5),
                        percentile(earToEar, 0.95));
    }

    static double[] earToEar(List<PhoneReport> reports) {
        return reports.stream()
                .flatMap(report -> report.turns().stream())
                .mapToDouble(PhoneTurn::earToEarMillis)
                .filter(millis -> !Double.isNaN(millis))
                .toArray();
    }

    /** {@code p50} and {@code p95} by the nearest rank; null where there is nothing. */
    static Map<String, Object> percentiles(double... values) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("p50", number(percentile(values, 0.50)));
        json.put("p95", number(percentile(values, 0.95)));
        return json;
    }

    /** By the nearest rank; NaN where there is nothing. */
    static double percentile(double[] values, double share) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(0, rank - 1)];
    }

    /** Rounded for JSON, which has no NaN. */
    static @Nullable Double number(double value) {
        return Double.isNaN(value) ? null : Double.valueOf(tenth(value));
    }

    static double tenth(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
