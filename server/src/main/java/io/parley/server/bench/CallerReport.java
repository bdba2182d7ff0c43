package io.parley.server.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.agent.Termination;
import io.parley.server.phone.PhoneReport;
import io.parley.server.phone.PhoneTurn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call as its caller tells it to another process. Times are those of {@link System#nanoTime}, which is one clock for all
 * processes of a machine.
 *
 * @param status with which it was refused; 0 where it was answered
 * @param millis from the INVITE to its end
 * @param seconds from answer to end; 0 where it was not answered
 * @param turns what was said, with the name of the recording
 */
record CallerReport(String name, int status, double millis, double seconds, List<PhoneTurn> turns) {
    CallerReport {
        turns = List.copyOf(turns);
    }

    /** @param says what the caller says, in order */
    static CallerReport of(String name, PhoneReport report, double millis, List<RecordedTurn> says) {
        List<PhoneTurn> turns = new ArrayList<>();
        for (int i = 0; i < report.turns().size(); i++) {
            PhoneTurn turn = report.turns().get(i);
            turns.add(new PhoneTurn(
                    says.get(i).name(),
                    turn.beganNanos(),
                    turn.earToEarMillis(),
                    turn.earlySoundMillis(),
                    turn.bargeInMillis()));
        }
        int status = report.seconds() > 0 ? 0 : report.termination().sipCode();
        return new CallerReport(name, status, millis, report.seconds(), turns);
    }

    boolean answered() {
        return seconds > 0;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("call", name);
        json.put("status", status);
        json.put("millis", millis);
        json.put("seconds", seconds);
        json.put("turns", turns.stream().map(CallerReport::json).toList());
        return json;
    }

    private static Map<String, Object> json(PhoneTurn turn) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("said", turn.said());
        json.put("began", turn.beganNanos());
        json.put("ear_to_ear", orNull(turn.earToEarMillis()));
        json.put("early", turn.earlySoundMillis());
        json.put("barge_in", orNull(turn.bargeInMillis()));
        return json;
    }

    static CallerReport read(JsonNode json) {
        List<PhoneTurn> turns = new ArrayList<>();
        for (JsonNode turn : json.path("turns")) {
            turns.add(new PhoneTurn(
                    turn.path("said").asText(),
                    turn.path("began").asLong(),
                    turn.path("ear_to_ear").asDouble(Double.NaN),
                    turn.path("early").asInt(),
                    turn.path("barge_in").asDouble(Double.NaN)));
        }
        return new CallerReport(
                json.path("call").asText(),
                json.path("status").asInt(),
                json.path("millis").asDouble(),
                json.path("seconds").asDouble(),
                turns);
    }

    private static @Nullable Double orNull(double value) {
        return Double.isNaN(value) ? null : value;
    }

    /** As the telephone of this process would have told it. */
    PhoneReport report() {
        Termination how = answered() ? Termination.callerHungUp() : Termination.rejected(status);
        return new PhoneReport(how, seconds, turns, null, new short[0], new short[0]);
    }
}
