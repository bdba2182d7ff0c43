package io.parley.server.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a measurement was taken on: figures mean nothing without it.
 *
 * @param cores that this process may use
 * @param memoryBytes of the machine
 */
public record Machine(int cores, String cpu, long memoryBytes, String system, String java) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    public static Machine here() {
        long memory =
                ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os
                        ? os.getTotalMemorySize()
                        : 0;
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                cpuModel(),
                memory,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.version"));
    }

    private static String cpuModel() {
        try {
            return Files.readAllLines(CPU_INFO).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("cores", cores);
        json.put("cpu", cpu);
        json.put("memory_gb", Math.round(memoryBytes / 1e8) / 10.0);
        json.put("system", system);
        json.put("java", java);
        return json;
    }

    @Override
    public String toString() {
        return cores + " cores of " + cpu + ", " + Math.round(memoryBytes / 1e9) + " GB, " + system + ", Java " + java;
    }
}
