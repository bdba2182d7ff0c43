package io.parley.config;

import java.nio.file.Path;
import java.util.regex.Pattern;

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
    private static final int MAX_SHOWN = 80;
    /** Those of C1 too (U+0080 to U+009F): some terminals obey them. */
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9f}]");

    private static final Pattern USER_INFO = Pattern.compile("//[^/@\\s]*@");

    public ConfigProblem {
        key = printable(key);
        value = printable(withoutSecrets(value));
        expected = oneLine(expected);
    }

    /** Problems go to logs: the user name and password of an address do not. */
    static String withoutSecrets(String text) {
        return USER_INFO.matcher(text).replaceAll("//…@");
    }

    /** What stands in a file goes to a terminal: no control characters, no line breaks, not too long. */
    private static String printable(String text) {
        String shown = text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN - 1) + "…";
        return oneLine(shown);
    }

    /** Also what was expected may quote the file: names that were declared, what a parser stumbled over. */
    private static String oneLine(String text) {
        return CONTROLS.matcher(text).replaceAll(" ");
    }

    @Override
    public String toString() {
        String where = line > 0 ? file + ":" + line : file.toString();
        return where + ": " + key + ": " + (value.isEmpty() ? "" : "found '" + value + "', ") + "expected " + expected;
    }
}
