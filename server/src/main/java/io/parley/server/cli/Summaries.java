package io.parley.server.cli;

import io.parley.media.RtpStats;
import io.parley.server.Records;
import io.parley.server.bench.Percentiles;
import io.parley.server.phone.PhoneReport;
import io.parley.server.phone.PhoneTurn;
import io.parley.server.trial.TrialCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The last line of {@code --json}: the keys are a promise, see docs/commands.md. Pure. */
final class Summaries {
    private Summaries() {}

    /** The summary of one call by somebody who knows only their own side of it. */
    static Map<String, Object> call(PhoneReport report, Map<String, Object> more) {
        Map<String, Object> call = base(report);
        call.put("turns", report.turns().stream().map(Summaries::turn).toList());
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("calls", List.of(call));
        summary.put("ear_to_ear_ms", Percentiles.json(earToEar(List.of(report))));
        summary.putAll(more);
        return summary;
    }

    static Map<String, Object> base(PhoneReport report) {
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("termination", report.termination().toString());
        call.put("seconds", report.seconds());
        RtpStats media = report.media();
        call.put("packets_lost", media == null ? 0 : media.packetsLost());
        call.put("mos", media == null || media.packetsReceived() == 0 ? null : Math.round(media.mos() * 100) / 100.0);
        return call;
    }

    static Map<String, Object> turn(PhoneTurn turn) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("said", turn.said());
        json.put("ear_to_ear_ms", Percentiles.number(turn.earToEarMillis()));
        json.put("barge_in_ms", Percentiles.number(turn.bargeInMillis()));
        json.put("cut_in", turn.cutIn());
        return json;
    }

    /** The summary of calls of which both sides are known. */
    static Map<String, Object> trial(List<TrialCall> calls, Map<String, Object> more) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("calls", calls.stream().map(Summaries::call).toList());
        summary.put(
                "ear_to_ear_ms",
                Percentiles.json(earToEar(calls.stream().map(TrialCall::report).toList())));
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
            turn.put("ear_to_ear_ms", Percentiles.number(earToEar[i]));
            turns.add(turn);
        }
        json.put("turns", turns);
        json.put(
                "actions", call.record().actions().stream().map(Records::action).toList());
        return json;
    }

    static double[] earToEar(List<PhoneReport> reports) {
        return reports.stream()
                .flatMap(report -> report.turns().stream())
                .mapToDouble(PhoneTurn::earToEarMillis)
                .filter(millis -> !Double.isNaN(millis))
                .toArray();
    }

    static double tenth(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
