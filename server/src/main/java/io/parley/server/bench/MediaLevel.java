package io.parley.server.bench;

import io.parley.media.StepTimes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was measured with so many calls at once. Pure.
 *
 * @param relay the reference with the same streams; null where it was not measured
 * @param machineLate how often the machine itself was late, see {@link Timekeeper}; from 0 to 1
 */
public record MediaLevel(int calls, Parley parley, @Nullable Relay relay, double machineLate) {
    /** A step that begins later than this is late. */
    public static final double IN_TIME_MILLIS = 5;

    /**
     * The media engine.
     *
     * @param steps by how late they began; a step sends its frame
     * @param skipped steps that were left out, which count as late among {@code steps} too
     * @param core processor time that the whole process used, of one core
     * @param rssBytes that the whole process held at the end; -1 where the system does not tell
     * @param lost packets, on the way there and back
     * @param concealed frames that were made up
     */
    public record Parley(
            StepTimes.Steps steps,
            long skipped,
            double core,
            long rssBytes,
            long lost,
            long concealed,
            Watched watched) {
        /** From 0 to 1. */
        public double inTime() {
            return steps.within(IN_TIME_MILLIS);
        }
    }

    /**
     * The relay, for each two streams.
     *
     * @param core processor time that it used, of one core
     * @param lost packets missing among those that came out
     */
    public record Relay(double core, long rssBytes, long lost, Watched watched) {}

    /** Processor time of one call, of one core. */
    public double corePerCall() {
        return parley.core / calls;
    }

    /** How many times the relay's processor time; NaN where there is none. */
    public double coreRatio() {
        return relay == null || relay.core == 0 ? Double.NaN : parley.core / relay.core;
    }

    /** How many times the relay's memory; NaN where there is none. */
    public double memoryRatio() {
        return relay == null || relay.rssBytes <= 0 ? Double.NaN : (double) parley.rssBytes / relay.rssBytes;
    }

    /** Packets that the far ends sent late: where it is more than nothing, so are the figures. From 0 to 1. */
    public double farLateShare() {
        return parley.watched.sent() == 0 ? 0 : (double) parley.watched.late() / parley.watched.sent();
    }

    /** The keys of one of the summary's levels, see docs/commands.md. */
    public Map<String, Object> json() {
        Map<String, Object> late = new LinkedHashMap<>();
        late.put("p50", rounded(parley.steps.percentile(0.5), 100));
        late.put("p99", rounded(parley.steps.percentile(0.99), 100));
        late.put("p99_9", rounded(parley.steps.percentile(0.999), 100));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("calls", calls);
        json.put("frames", parley.steps.all());
        json.put("in_time", rounded(parley.inTime(), 1e6));
        json.put("machine_in_time", rounded(1 - machineLate, 1e6));
        json.put("late_ms", late);
        json.put("skipped", parley.skipped);
        json.put("lost", parley.lost);
        json.put("concealed", parley.concealed);
        json.put("core", rounded(parley.core, 1e4));
        json.put("core_per_call", rounded(corePerCall(), 1e6));
        json.put("rss_mb", megabytes(parley.rssBytes));
        json.put("gap_ms", gaps(parley.watched));
        json.put("far_late", rounded(farLateShare(), 1e6));
        json.put("relay", relay == null ? null : json(relay));
        json.put("core_ratio", rounded(coreRatio(), 100));
        return json;
    }

    private Map<String, Object> json(Relay measured) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("core", rounded(measured.core, 1e4));
        json.put("rss_mb", megabytes(measured.rssBytes));
        json.put("lost", measured.lost);
        json.put("gap_ms", gaps(measured.watched));
        return json;
    }

    private static Map<String, Object> gaps(Watched watched) {
        Map<String, Object> gaps = new LinkedHashMap<>();
        gaps.put("p50", watched.gap50Millis());
        gaps.put("p99_9", watched.gap999Millis());
        gaps.put("max", watched.longestGapMillis());
        return gaps;
    }

    private static @Nullable Long megabytes(long bytes) {
        return bytes < 0 ? null : bytes / 1_000_000;
    }

    private static @Nullable Double rounded(double value, double parts) {
        return Double.isNaN(value) ? null : Math.round(value * parts) / parts;
    }
}
