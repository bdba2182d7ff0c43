package io.parley.config;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown by the constructors of this package's records; a loader turns it into problems with file and line. */
final class BrokenRules extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<Broken> broken;

    /** One component that is wrong; {@code expected} completes "expected …". */
    record Broken(String key, String value, String expected) {
        @Override
        public String toString() {
            String found = value.isEmpty() ? "" : "found '" + value + "', ";
            return (key.isEmpty() ? "" : key + ": ") + found + "expected " + expected;
        }
    }

    BrokenRules(List<Broken> broken) {
        super(broken.stream().map(Broken::toString).collect(Collectors.joining("\n")));
        this.broken = List.copyOf(broken);
    }

    List<Broken> broken() {
        return broken;
    }
}
