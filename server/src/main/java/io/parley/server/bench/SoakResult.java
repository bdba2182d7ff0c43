package io.parley.server.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of a soak.
 *
 * @param seconds from the first call to the end of the last
 * @param wrong calls that did not end as they should, at most a hundred of them
 * @param settledSeconds from the end of the last call until everything was back
 * @param left what was not back after {@link Soak#SETTLE_SECONDS}
 * @param heapSlope bytes of heap after a collection an hour; NaN where the soak was too short to tell
 */
public record SoakResult(
        int calls,
        double seconds,
        List<String> wrong,
        SoakGauges before,
        SoakGauges after,
        double settledSeconds,
        List<String> left,
        double heapSlope) {
    /** 4 MiB an hour. */
    private static final double STEEPEST = 4 << 20;

    /** Every call went right, everything is back, and the heap does not grow. */
    public boolean passed() {
        return wrong.isEmpty() && left.isEmpty() && !(heapSlope > STEEPEST);
    }

    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("passed", passed());
        json.put("calls", calls);
        json.put("seconds", Math.round(seconds * 10) / 10.0);
        json.put("wrong", wrong);
        json.put("before", before.json());
        json.put("after", after.json());
        json.put("settled_s", Math.round(settledSeconds * 10) / 10.0);
        json.put("left", left);
        json.put("heap_mb_per_hour", Double.isNaN(heapSlope) ? null : Math.round(heapSlope / 1e5) / 10.0);
        return json;
    }
}
