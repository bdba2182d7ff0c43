package io.parley.server.bench;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What SIPp counted, as its files tell it. Pure.
 *
 * @param calls that it began
 * @param failed of them: not answered, or otherwise than the scenario says
 * @param retransmissions of its own requests
 * @param setupMillis from INVITE to 200, one for each call that was answered
 */
public record SippCalls(long calls, long failed, long retransmissions, double[] setupMillis) {
    private static final String SEPARATOR = ";";
    /** Columns of the file of answering times: the clock, milliseconds, which of the scenario's times. */
    private static final int MILLIS = 1;

    /**
     * @param statistics of {@code -trace_stat}: names in the first line, the totals in the last
     * @param times of {@code -trace_rtt}
     * @throws IllegalArgumentException when the statistics are not what SIPp writes
     */
    static SippCalls read(List<String> statistics, List<String> times) {
        if (statistics.size() < 2) {
            throw new IllegalArgumentException("SIPp wrote no statistics");
        }
        String[] names = statistics.get(0).split(SEPARATOR, -1);
        String[] totals = statistics.get(statistics.size() - 1).split(SEPARATOR, -1);
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < Math.min(names.length, totals.length); i++) {
            row.put(names[i], totals[i]);
        }
        double[] setup = times.stream()
                .skip(1)
                .map(line -> line.split(SEPARATOR, -1))
                .filter(cells -> cells.length > MILLIS)
                .mapToDouble(cells -> Double.parseDouble(cells[MILLIS]))
                .toArray();
        return new SippCalls(
                count(row, "TotalCallCreated"), count(row, "FailedCall(C)"), count(row, "Retransmissions(C)"), setup);
    }

    private static long count(Map<String, String> row, String name) {
        String value = row.get(name);
        if (value == null) {
            throw new IllegalArgumentException("SIPp's statistics: found no column '" + name + "'");
        }
        return Long.parseLong(value.strip());
    }

    /** Milliseconds; NaN where nothing was answered. */
    public double setup(double share) {
        return Percentiles.of(setupMillis, share);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SippCalls that
                && calls == that.calls
                && failed == that.failed
                && retransmissions == that.retransmissions
                && Arrays.equals(setupMillis, that.setupMillis);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(setupMillis);
    }
}
