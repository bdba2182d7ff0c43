package io.parley.server.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was measured with so many callers at once, the server and the callers told apart. Pure.
 *
 * @param conversations what the callers measured; the processor time and the memory in it are the server's
 * @param seconds that were measured
 * @param linesTaken calls that the server carried at once, on average
 * @param callersCpuSeconds processor time of the callers
 * @param pssBytes most that the server held, its Redis included, shared pages in proportion; -1 where not known
 * @param lanes how long jobs waited for their lane
 * @param refused calls that were refused with 503
 * @param refusedMillis how long each of those took to be told so
 * @param failed calls that ended before they were answered in any other way
 * @param machineLate how often the machine itself is late when as busy, see {@link Timekeeper}; from 0 to 1
 */
public record LoadLevel(
        LatencyLevel conversations,
        double seconds,
        double linesTaken,
        double callersCpuSeconds,
        long pssBytes,
        LaneWaits lanes,
        int refused,
        double[] refusedMillis,
        int failed,
        double machineLate) {
    /** The bar: the slowest answers but for one in twenty, and the share of frames more than 5 ms late. */
    public static final double EAR_TO_EAR_MILLIS = 700;

    public static final double LATE_SHARE = 0.001;

    public int atOnce() {
        return conversations.atOnce();
    }

    /** Whether who was answered was served as they should be. */
    public boolean holds() {
        return conversations.answers() > 0
                && conversations.unanswered() == 0
                && Percentiles.of(conversations.earToEar(), 0.95) <= EAR_TO_EAR_MILLIS
                && conversations.server().lateShare() <= LATE_SHARE;
    }

    /** Whether everybody was. */
    public boolean carried() {
        return holds() && refused == 0 && failed == 0;
    }

    /** The server's processor time, of a core. */
    public double core() {
        return conversations.cpuSeconds() / seconds;
    }

    /** The callers' processor time, of a core. */
    public double callersCore() {
        return callersCpuSeconds / seconds;
    }

    public double laneWait(double share) {
        return lanes.millis(share);
    }

    public double refusedMillis(double share) {
        return Percentiles.of(refusedMillis, share);
    }

    /** The keys of one of the summary's levels, see docs/commands.md. */
    public Map<String, Object> json() {
        Map<String, Object> wait = new LinkedHashMap<>();
        wait.put("p50", finite(laneWait(0.5)));
        wait.put("p99", finite(laneWait(0.99)));
        Map<String, Object> json = new LinkedHashMap<>(conversations.json());
        json.put("holds", holds());
        json.put("machine_late", Math.round(machineLate * 1e6) / 1e6);
        json.put("lines_taken", Percentiles.hundredth(linesTaken));
        json.put("core", Percentiles.hundredth(core()));
        json.put("callers_core", Percentiles.hundredth(callersCore()));
        json.put("pss_mb", pssBytes < 0 ? null : pssBytes / 1_000_000);
        json.put("lane_wait_ms", wait);
        json.put("refused", refused);
        json.put("refused_ms", Percentiles.json(refusedMillis));
        json.put("failed", failed);
        return json;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? Percentiles.hundredth(value) : null;
    }
}
