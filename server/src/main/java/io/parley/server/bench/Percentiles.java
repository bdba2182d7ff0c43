package io.parley.server.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Percentiles by the nearest rank: always a value that was measured. Pure. */
public final class Percentiles {
    private Percentiles() {}

    /** @return NaN where there is nothing */
    public static double of(double[] values, double share) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(0, rank - 1)];
    }

    /** @return NaN where there is nothing */
    public static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    /** {@code p50} and {@code p95}; null where there is nothing. */
    public static Map<String, Object> json(double... values) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("p50", number(of(values, 0.50)));
        json.put("p95", number(of(values, 0.95)));
        return json;
    }

    /** The same with the {@code mean} between them. */
    public static Map<String, Object> withMean(double... values) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("p50", number(of(values, 0.50)));
        json.put("mean", number(mean(values)));
        json.put("p95", number(of(values, 0.95)));
        return json;
    }

    /** For people. */
    public static String text(double... values) {
        return values.length == 0
                ? "nothing measured"
                : String.format(
                        Locale.ROOT,
                        "p50 %.0f ms, p95 %.0f ms (%d measured)",
                        of(values, 0.50),
                        of(values, 0.95),
                        values.length);
    }

    /** Every value, for people. */
    public static String list(double... values) {
        return Arrays.stream(values)
                .mapToObj(value -> Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.0f", value))
                .collect(Collectors.joining(", ", "", " ms"));
    }

    /** Rounded to a tenth, for JSON, which has no NaN. */
    public static @Nullable Double number(double value) {
        return Double.isNaN(value) ? null : Math.round(value * 10) / 10.0;
    }

    /** Rounded to a hundredth, for JSON, which has no NaN. */
    public static @Nullable Double hundredth(double value) {
        return Double.isNaN(value) ? null : Math.round(value * 100) / 100.0;
    }
}
