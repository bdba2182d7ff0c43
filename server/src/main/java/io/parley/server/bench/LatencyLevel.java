package io.parley.server.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * What was measured with so many calls at once. Pure.
 *
 * @param atOnce calls
 * @param callSeconds of all calls together, from answer to end
 * @param cpuSeconds that this process used meanwhile
 * @param rssBytes most that this process held meanwhile; -1 where the system does not tell
 * @param server the server's media thread
 * @param phone the measuring telephone's media thread: where it is late, so are the figures
 */
public record LatencyLevel(
        int atOnce,
        int calls,
        List<LatencyTurn> turns,
        double callSeconds,
        double cpuSeconds,
        long rssBytes,
        Steps server,
        Steps phone) {
    public LatencyLevel {
        turns = List.copyOf(turns);
    }

    /**
     * 20 ms steps of a media thread.
     *
     * @param late more than 5 ms after their time, or left out
     * @param underruns inside an utterance without a frame to send
     */
    public record Steps(long all, long late, long underruns) {
        Steps minus(Steps before) {
            return new Steps(all - before.all, late - before.late, underruns - before.underruns);
        }

        /** From 0 to 1. */
        public double lateShare() {
            return all == 0 ? 0 : (double) late / all;
        }
    }

    /** Answers to the question that had been asked: those that count. */
    public long answers() {
        return turns.stream().filter(LatencyLevel::counts).count();
    }

    public long right() {
        return turns.stream().filter(turn -> counts(turn) && turn.right()).count();
    }

    public long astray() {
        return turns.stream().filter(LatencyTurn::astray).count();
    }

    private static boolean counts(LatencyTurn turn) {
        return !turn.astray() && !turn.slot().isEmpty();
    }

    public long cutIns() {
        return turns.stream().filter(LatencyTurn::cutIn).count();
    }

    /** Answers that the agent never replied to. */
    public long unanswered() {
        return turns.stream()
                .filter(turn -> counts(turn) && Double.isNaN(turn.earToEarMillis()))
                .count();
    }

    /** Of answers to closed questions. */
    public double[] earToEar() {
        return millis(LatencyLevel::counts, LatencyTurn::earToEarMillis);
    }

    public double[] earToEar(String slot) {
        return millis(turn -> counts(turn) && turn.slot().equals(slot), LatencyTurn::earToEarMillis);
    }

    /** From the interruption's end to the first question. */
    public double[] earToEarOfInterruptions() {
        return millis(turn -> turn.slot().isEmpty(), LatencyTurn::earToEarMillis);
    }

    public double[] bargeIn() {
        return millis(turn -> turn.slot().isEmpty(), LatencyTurn::bargeInMillis);
    }

    /** Interruptions that the agent understood. */
    public long interruptionsRight() {
        return turns.stream()
                .filter(turn -> turn.slot().isEmpty() && turn.right())
                .count();
    }

    public double cpuSecondsPerCallMinute() {
        return callSeconds == 0 ? Double.NaN : cpuSeconds / (callSeconds / 60);
    }

    private double[] millis(Predicate<LatencyTurn> which, ToDoubleFunction<LatencyTurn> of) {
        return turns.stream()
                .filter(which)
                .mapToDouble(of)
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }

    /** The keys of one of the summary's levels, see docs/commands.md. */
    public Map<String, Object> json() {
        Map<String, Object> kinds = new LinkedHashMap<>();
        turns.stream()
                .map(LatencyTurn::slot)
                .filter(slot -> !slot.isEmpty())
                .collect(java.util.stream.Collectors.toCollection(TreeSet::new))
                .forEach(slot -> kinds.put(slot, Percentiles.json(earToEar(slot))));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("calls_at_once", atOnce);
        json.put("calls", calls);
        json.put("answers", answers());
        json.put("right", right());
        json.put("unanswered", unanswered());
        json.put("astray", astray());
        json.put("cut_ins", cutIns());
        json.put("ear_to_ear_ms", Percentiles.json(earToEar()));
        json.put("ear_to_ear_by_slot_ms", kinds);
        json.put("ear_to_ear_of_interruptions_ms", Percentiles.json(earToEarOfInterruptions()));
        json.put("interruptions_right", interruptionsRight());
        json.put("barge_in_ms", Percentiles.json(bargeIn()));
        json.put("cpu_s_per_call_minute", Percentiles.hundredth(cpuSecondsPerCallMinute()));
        json.put("rss_mb", rssBytes < 0 ? null : rssBytes / 1_000_000);
        json.put("late_steps", Math.round(server.lateShare() * 1e6) / 1e6);
        json.put("underruns", server.underruns());
        json.put("phone_late_steps", Math.round(phone.lateShare() * 1e6) / 1e6);
        return json;
    }
}
