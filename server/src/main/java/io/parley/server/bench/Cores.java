package io.parley.server.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps what is measured apart from what measures: the one gets the first of the cores that this process may use, the
 * other those that are left. By {@code taskset} of util-linux; where there is none, or one core only, they share.
 */
final class Cores implements AutoCloseable {
    private static final Pattern LIST = Pattern.compile("list: (\\S+)");
    private static final long SECONDS = 5;

    private final String before;
    private final String measured;
    private final String others;

    private Cores(String before, List<Integer> cores) {
        this.before = before;
        boolean apart = cores.size() > 1;
        measured = apart ? cores.get(0).toString() : "";
        others = apart
                ? String.join(
                        ",",
                        cores.subList(1, cores.size()).stream()
                                .map(String::valueOf)
                                .toList())
                : "";
    }

    /** Leaves this process the first core. */
    static Cores takeFirst() {
        String before = affinity();
        Cores cores = new Cores(before, read(before));
        if (cores.apart()) {
            output(List.of("taskset", "-a", "-c", "-p", cores.measured, pid()));
        }
        return cores;
    }

    boolean apart() {
        return !measured.isEmpty();
    }

    /** In front of the command of a process that is measured. */
    List<String> forMeasured() {
        return apart() ? List.of("taskset", "-c", measured) : List.of();
    }

    /** In front of the command of a process that measures. */
    List<String> forOthers() {
        return apart() ? List.of("taskset", "-c", others) : List.of();
    }

    /** For people. */
    @Override
    public String toString() {
        return apart()
                ? "What is measured runs on core " + measured + ", the far ends on " + others + "."
                : "What is measured and the far ends share the cores: there is one only, or no taskset.";
    }

    private static String affinity() {
        Matcher list = LIST.matcher(output(List.of("taskset", "-c", "-p", pid())));
        return list.find() ? list.group(1) : "";
    }

    /** {@code 0-2,5} as numbers. */
    static List<Integer> read(String list) {
        List<Integer> cores = new ArrayList<>();
        for (String part : list.isEmpty() ? new String[0] : list.split(",")) {
            String[] ends = part.split("-");
            int last = Integer.parseInt(ends[ends.length - 1]);
            for (int core = Integer.parseInt(ends[0]); core <= last; core++) {
                cores.add(core);
            }
        }
        return cores;
    }

    private static String pid() {
        return Long.toString(ProcessHandle.current().pid());
    }

    /** What it prints; empty where there is no such program. */
    private static String output(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0 ? text : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** Gives this process its cores back. */
    @Override
    public void close() {
        if (apart()) {
            output(List.of("taskset", "-a", "-c", "-p", before, pid()));
        }
    }
}
