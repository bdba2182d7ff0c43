package io.parley.server.trial;

import io.parley.agent.CallEvent;
import io.parley.agent.CallRecord;
import io.parley.server.phone.PhoneReport;
import io.parley.server.phone.PhoneTurn;
import java.util.ArrayList;
import java.util.List;

/**
 * A call as both sides had it.
 *
 * @param report what the caller measured
 * @param record what the server wrote down
 * @param events what the server did, in order
 */
public record TrialCall(String name, PhoneReport report, CallRecord record, List<Event> events) {

    /** @param nanos when, on the clock of {@link PhoneTurn#beganNanos} */
    public record Event(CallEvent event, long nanos) {}

    /** How many events of this name there were. */
    public int count(String event) {
        return (int)
                events.stream().filter(e -> e.event().event().equals(event)).count();
    }

    /**
     * Ear-to-ear time of each turn of the record, as the caller measured it: what the caller measured after a piece of
     * speech belongs to the last thing that the server understood before the next one. NaN where nothing was measured.
     */
    public double[] earToEar() {
        List<PhoneTurn> said = report.turns();
        double[] millis = new double[record.turns().size()];
        int after = said.size();
        for (int i = millis.length - 1; i >= 0; i--) {
            int speech = speechBefore(said, heardAt(record.turns().get(i)));
            boolean answered = speech >= 0 && speech < after;
            millis[i] = answered ? said.get(speech).earToEarMillis() : Double.NaN;
            after = answered ? speech : after;
        }
        return millis;
    }

    /** When the server understood what the turn began with; the smallest number where the agent spoke unasked. */
    private long heardAt(CallRecord.Turn turn) {
        return events.stream()
                .filter(e -> e.event().event().equals("heard") && e.event().atMillis() == turn.atMillis())
                .mapToLong(Event::nanos)
                .filter(nanos -> !turn.heard().isEmpty())
                .max()
                .orElse(Long.MIN_VALUE);
    }

    private static int speechBefore(List<PhoneTurn> said, long nanos) {
        int by = -1;
        for (int i = 0; i < said.size() && said.get(i).beganNanos() <= nanos; i++) {
            by = i;
        }
        return by;
    }

    /** Gathers a call while it happens. Events are added on one context, and the call built after the last of them. */
    public static final class Builder {
        private final List<Event> events = new ArrayList<>();

        public synchronized void event(CallEvent event, long nanos) {
            events.add(new Event(event, nanos));
        }

        public synchronized TrialCall build(String name, PhoneReport report, CallRecord record) {
            return new TrialCall(name, report, record, List.copyOf(events));
        }
    }
}
