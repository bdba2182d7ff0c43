package io.parley.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is wrong in one file, and where its keys stand: readers note the line of every key they meet, so that a check
 * made later, on the finished records, can still name the line.
 */
final class Problems {
    /** Beyond this many the rest is only counted: nobody reads more, and a hostile file must not fill the memory. */
    static final int MAX = 100;

    private final Path file;
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<ConfigProblem> list = new ArrayList<>();
    private int more;

    Problems(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    boolean none() {
        return list.isEmpty();
    }

    /** Notes that the key of this path stands on this line, 1-based. */
    void place(String path, int line) {
        lines.put(path, line);
    }

    /** The line of a path, or of the nearest path around it that is known; 0 for none. */
    int lineOf(String path) {
        String at = path;
        while (!at.isEmpty()) {
            Integer line = lines.get(at);
            if (line != null) {
                return line;
            }
            at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
        }
        return lines.getOrDefault("", 0);
    }

    void at(String path, String value, String expected) {
        at(lineOf(path), path, value, expected);
    }

    void at(int line, String path, String value, String expected) {
        String key = path.isEmpty() ? "file" : path;
        if (list.size() >= MAX) {
            more++;
            return;
        }
        list.add(new ConfigProblem(file, line, key, value, expected));
    }

    /** Everything found, in the order of the file. */
    List<ConfigProblem> list() {
        List<ConfigProblem> sorted = new ArrayList<>(list);
        sorted.sort(Comparator.comparingInt(ConfigProblem::line));
        if (more > 0) {
            sorted.add(new ConfigProblem(file, 0, "file", "", "none of the " + more + " further problems either"));
        }
        return sorted;
    }

    void throwIfAny() {
        if (!none()) {
            throw new ConfigException(list());
        }
    }
}
