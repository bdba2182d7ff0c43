package io.parley.server;

import io.parley.agent.CallInfo;
import io.parley.agent.CallRecord;
import io.parley.agent.Termination;
import io.parley.media.RtpStats;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A call as JSON, for the store and for HTTP. Pure. */
public final class Records {
    private Records() {}

    /**
     * The whole call: holds personal data.
     *
     * @param media null where nothing carried the call
     */
    public static Map<String, Object> full(CallRecord record, @Nullable RtpStats media) {
        CallInfo call = record.call();
        Map<String, Object> json = brief(call, record.agent());
        json.put("caller", call.caller());
        json.put("caller_name", call.callerName());
        json.put("signalling", new TreeMap<>(call.signalling().values()));
        json.put("seconds", record.seconds());
        Termination why = record.termination();
        json.put("live", why == null);
        if (why != null) {
            json.put("termination", why.toString());
            json.put("result", why.result().name().toLowerCase(Locale.ROOT));
        }
        json.put("turns", record.turns().stream().map(Records::turn).toList());
        json.put("actions", record.actions().stream().map(Records::action).toList());
        if (!record.replacements().isEmpty()) {
            json.put(
                    "replacements",
                    record.replacements().stream().map(Records::replacement).toList());
        }
        if (media != null) {
            json.put("media", media(media));
        }
        return json;
    }

    private static Map<String, Object> replacement(CallRecord.Replacement replacement) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at_ms", replacement.atMillis());
        json.put("direction", replacement.by().inbound() ? "in" : "out");
        json.put("number", replacement.by().number());
        json.put("caller", replacement.by().caller());
        json.put("caller_name", replacement.by().callerName());
        json.put("signalling", new TreeMap<>(replacement.by().signalling().values()));
        return json;
    }

    /** Who was called by which way: no personal data. */
    public static Map<String, Object> brief(CallInfo call, String agent) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", call.id());
        json.put("agent", agent);
        json.put("direction", call.inbound() ? "in" : "out");
        json.put("number", call.number());
        json.put("trunk", call.trunk());
        json.put("started", call.started().toString());
        return json;
    }

    /** A turn as it stands in records and in the summaries of {@code --json}. */
    public static Map<String, Object> turn(CallRecord.Turn turn) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at_ms", turn.atMillis());
        json.put("heard", turn.heard());
        json.put("act", turn.act());
        json.put("args", turn.args());
        json.put("reply", turn.reply());
        json.put("reply_heard", turn.replyHeard());
        json.put("ear_to_ear_ms", turn.earToEarMillis() < 0 ? null : tenth(turn.earToEarMillis()));
        return json;
    }

    public static Map<String, Object> action(CallRecord.ActionRun run) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("action", run.action());
        json.put("args", run.args());
        json.put("outcome", run.outcome());
        json.put("millis", run.millis());
        return json;
    }

    public static Map<String, Object> media(RtpStats stats) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("packets_received", stats.packetsReceived());
        json.put("packets_sent", stats.packetsSent());
        json.put("packets_lost", stats.packetsLost());
        json.put("packets_late", stats.packetsLate());
        json.put("jitter_ms", tenth(stats.jitterMillis()));
        json.put("round_trip_ms", stats.roundTripMillis() < 0 ? null : tenth(stats.roundTripMillis()));
        json.put("mos", Math.round(stats.mos() * 100) / 100.0);
        json.put("concealed_frames", stats.concealedFrames());
        json.put("underruns", stats.underruns());
        json.put("rejected", stats.rejected());
        json.put("encrypted", stats.encrypted());
        return json;
    }

    /** What can be told of calls together, one line each. */
    static List<Map<String, Object>> list(List<LiveCall> calls) {
        return calls.stream().map(LiveCall::brief).toList();
    }

    private static double tenth(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
