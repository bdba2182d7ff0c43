package io.parley.server.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of calls at a rate, and what they cost whoever set them up. Pure.
 *
 * @param seconds from the first call to the end of the last
 * @param cpuSeconds of the process, or processes, that is measured
 * @param sippCpuSeconds of the processes that measure it
 * @param before the first call and
 * @param after the last, when what is kept of a call that is over is gone
 */
public record SipRun(
        SippCalls calls, double seconds, double cpuSeconds, double sippCpuSeconds, State before, State after) {

    /**
     * What a process holds.
     *
     * @param rssBytes memory; -1 where the system does not tell
     * @param heapBytes of Java after a collection; -1 where there is none
     * @param threads or, of several processes, their number
     */
    public record State(long rssBytes, long heapBytes, int threads) {
        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("rss_mb", megabytes(rssBytes));
            json.put("heap_mb", megabytes(heapBytes));
            json.put("threads", threads);
            return json;
        }

        private static @Nullable Double megabytes(long bytes) {
            return bytes < 0 ? null : Math.round(bytes / 1e5) / 10.0;
        }
    }

    /** Calls a second that were really made. */
    public double rate() {
        return calls.calls() / seconds;
    }

    /** Of one call. */
    public double cpuMillis() {
        return 1e3 * cpuSeconds / calls.calls();
    }

    /** SIPp's, of one call. */
    public double sippCpuMillis() {
        return 1e3 * sippCpuSeconds / calls.calls();
    }

    public Map<String, Object> json() {
        Map<String, Object> setup = new LinkedHashMap<>();
        setup.put("p50", Percentiles.hundredth(calls.setup(0.5)));
        setup.put("p95", Percentiles.hundredth(calls.setup(0.95)));
        setup.put("p99", Percentiles.hundredth(calls.setup(0.99)));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("calls", calls.calls());
        json.put("failed", calls.failed());
        json.put("retransmissions", calls.retransmissions());
        json.put("calls_per_s", Percentiles.hundredth(rate()));
        json.put("setup_ms", setup);
        json.put("cpu_ms_per_call", Percentiles.hundredth(cpuMillis()));
        json.put("sipp_cpu_ms_per_call", Percentiles.hundredth(sippCpuMillis()));
        json.put("before", before.json());
        json.put("after", after.json());
        return json;
    }
}
