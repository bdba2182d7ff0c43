package io.parley.config;

import java.nio.file.Path;

/**
 * One thing that is wrong in a file a person wrote, in words that let them mend it.
 *
 * @param file the file, as the person named it
 * @param line 1-based line of the key or value; 0 when the problem belongs to the file as a whole
 * @param key dotted path of the key, for example {@code slots.size.values}
 * @param value what stands there, shortened to 80 characters
 * @param expected what was expected, a phrase that completes "expected …"
 */
public record ConfigProblem(Path file, int line, String key, String value, String expected) {
    @Override
    public String toString() {
        String where = line > 0 ? file + ":" + line : file.toString();
        return where + ": " + key + ": " + (value.isEmpty() ? "" : "found '" + value + "', ") + "expected " + expected;
    }
}
