package io.parley.server.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process has used so far: read before and after a measurement.
 *
 * @param cpuNanos processor time of all its threads
 * @param rssBytes memory that it holds right now; -1 where the system does not tell
 */
record ProcessLoad(long cpuNanos, long rssBytes) {
    private static final Path STATUS = Path.of("/proc/self/status");

    static ProcessLoad now() {
        long cpu = ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os
                ? os.getProcessCpuTime()
                : 0;
        return new ProcessLoad(cpu, rss());
    }

    private static long rss() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            return -1;
        }
    }
}
