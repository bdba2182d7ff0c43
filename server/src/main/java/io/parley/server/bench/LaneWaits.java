package io.parley.server.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long jobs waited for their lane, all lanes together, as {@code /metrics} tells it. Pure.
 *
 * @param upTo by an upper bound in seconds: how many waited no longer
 */
record LaneWaits(Map<Double, Double> upTo) {
    private static final Pattern BUCKET =
            Pattern.compile("parley_lane_queue_seconds_bucket\\{.*le=\"([^\"]+)\".*} (\\S+)");

    LaneWaits {
        upTo = new TreeMap<>(upTo);
    }

    static LaneWaits read(String metrics) {
        Map<Double, Double> counts = new TreeMap<>();
        metrics.lines().forEach(line -> {
            Matcher bucket = BUCKET.matcher(line);
            if (bucket.matches()) {
                double bound =
                        bucket.group(1).equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bucket.group(1));
                counts.merge(bound, Double.parseDouble(bucket.group(2)), Double::sum);
            }
        });
        return new LaneWaits(counts);
    }

    LaneWaits since(LaneWaits before) {
        Map<Double, Double> counts = new TreeMap<>();
        upTo.forEach((bound, count) -> counts.put(bound, count - before.upTo.getOrDefault(bound, 0.0)));
        return new LaneWaits(counts);
    }

    /** The least bound in milliseconds under which this share of the jobs waited; NaN where there were none. */
    double millis(double share) {
        double all =
                upTo.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        for (Map.Entry<Double, Double> bucket : upTo.entrySet()) {
            if (all > 0 && bucket.getValue() >= share * all) {
                return bucket.getKey() * 1e3;
            }
        }
        return Double.NaN;
    }
}
