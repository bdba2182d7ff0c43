package io.parley.actions;

import io.parley.config.ConfigProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a file's actions, so that a person sees all of it at once. */
final class Problems {
    private static final int SHOWN_CHARS = 80;

    private final Path file;
    private final List<ConfigProblem> list = new ArrayList<>();

    Problems(Path file) {
        this.file = file;
    }

    /** @param value as it stands in the file: the environment's values may be secret and are never shown */
    void add(String key, String value, String expected) {
        String shown = value.length() > SHOWN_CHARS ? value.substring(0, SHOWN_CHARS) : value;
        list.add(new ConfigProblem(file, 0, key, shown, expected));
    }

    int count() {
        return list.size();
    }

    List<ConfigProblem> list() {
        return List.copyOf(list);
    }
}
