package io.parley.server.bench;

import io.parley.server.phone.PhoneTurn;
import io.parley.server.trial.TrialCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * One thing that a caller of {@code bench latency} said. Pure.
 *
 * @param slot that the answer belongs to; empty where the caller interrupted the greeting
 * @param right whether the agent took it for what it was
 * @param astray the agent had asked for something else, because it had misheard an earlier answer: not to be counted
 * @param earToEarMillis NaN where nothing was measured
 * @param bargeInMillis NaN where the agent was not speaking
 */
record LatencyTurn(
        String slot, boolean right, boolean astray, boolean cutIn, double earToEarMillis, double bargeInMillis) {

    /** @param says what the caller says, in order */
    static List<LatencyTurn> of(TrialCall call, List<RecordedTurn> says) {
        List<LatencyTurn> turns = new ArrayList<>();
        List<PhoneTurn> said = call.report().turns();
        for (int i = 0; i < said.size(); i++) {
            long until = i + 1 < said.size() ? said.get(i + 1).beganNanos() : Long.MAX_VALUE;
            turns.add(of(call, said.get(i), says.get(i), until));
        }
        return turns;
    }

    private static LatencyTurn of(TrialCall call, PhoneTurn said, RecordedTurn says, long until) {
        boolean opens = says.expect().isEmpty();
        String slot = opens ? "" : says.expect().keySet().iterator().next();
        String asked = last(call, "ASK", "slot", "", Long.MIN_VALUE, said.beganNanos());
        boolean right = opens
                ? !last(call, "ASK", "slot", "", said.beganNanos(), until).isEmpty()
                : Objects.equals(
                        says.expect().get(slot),
                        last(call, "FILL", "value", slot, said.beganNanos(), until)
                                .toLowerCase(Locale.ROOT));
        return new LatencyTurn(
                slot, right, !asked.equals(slot), said.cutIn(), said.earToEarMillis(), said.bargeInMillis());
    }

    /** The last such act's value within a time; empty where there is none. */
    private static String last(TrialCall call, String act, String key, String slot, long from, long until) {
        return call.events().stream()
                .filter(e -> e.nanos() >= from && e.nanos() < until)
                .map(e -> e.event().data())
                .filter(data -> act.equals(data.get("act")) && data.containsKey(key))
                .filter(data -> slot.isEmpty() || slot.equals(data.get("slot")))
                .map(data -> String.valueOf(data.get(key)))
                .reduce("", (earlier, later) -> later);
    }
}
