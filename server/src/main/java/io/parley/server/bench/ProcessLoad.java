package io.parley.server.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a process has used so far: read before and after a measurement.
 *
 * @param cpuNanos processor time of all its threads
 * @param rssBytes memory that it holds right now; -1 where the system does not tell
 */
record ProcessLoad(long cpuNanos, long rssBytes) {
    /** This process. */
    static ProcessLoad now() {
        long cpu = ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os
                ? os.getProcessCpuTime()
                : 0;
        return new ProcessLoad(cpu, rss("self"));
    }

    /** Another process of ours; its processor time to a hundredth of a second. */
    static ProcessLoad of(ProcessHandle process) {
        long cpu = process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
        return new ProcessLoad(cpu, rss(Long.toString(process.pid())));
    }

    /** Another process of ours with all that it has started. */
    static ProcessLoad ofTree(ProcessHandle process) {
        ProcessLoad all = of(process);
        for (ProcessHandle child : process.descendants().toList()) {
            ProcessLoad own = of(child);
            all = new ProcessLoad(all.cpuNanos + own.cpuNanos, all.rssBytes + Math.max(0, own.rssBytes));
        }
        return all;
    }

    /**
     * Memory of this process and of all that it has started but one, pages that several share in proportion; -1 where the
     * system does not tell.
     */
    static long pssWithout(ProcessHandle one) {
        long all = size(Path.of("/proc/self/smaps_rollup"), "Pss:");
        for (ProcessHandle child : ProcessHandle.current().descendants().toList()) {
            if (child.pid() != one.pid()) {
                all += Math.max(0, size(Path.of("/proc", Long.toString(child.pid()), "smaps_rollup"), "Pss:"));
            }
        }
        return all;
    }

    private static long rss(String process) {
        return size(Path.of("/proc", process, "status"), "VmRSS:");
    }

    private static long size(Path file, String key) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(key))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            return -1;
        }
    }
}
