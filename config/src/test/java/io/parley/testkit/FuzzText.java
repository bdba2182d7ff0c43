package io.parley.testkit;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Fuzz inputs that people can read and write: several texts in one, each behind a line {@code === name}. */
public final class FuzzText {
    private static final String MARK = "=== ";

    private FuzzText() {}

    /** Bytes one to one as characters. */
    public static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Bytes as UTF-8, as a lenient reader takes them. */
    public static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The texts by name; of two with one name the last. What stands before the first mark has the empty name. */
    public static Map<String, String> sections(String text) {
        Map<String, String> sections = new LinkedHashMap<>();
        String name = "";
        int from = 0;
        while (from <= text.length()) {
            int mark = text.startsWith(MARK, from) ? from : text.indexOf("\n" + MARK, from);
            int end = mark < 0 ? text.length() : mark;
            sections.put(name, text.substring(from, end));
            if (mark < 0) {
                return sections;
            }
            int nameFrom = text.indexOf(MARK, mark) + MARK.length();
            int line = text.indexOf('\n', nameFrom);
            name = text.substring(nameFrom, line < 0 ? text.length() : line);
            from = line < 0 ? text.length() : line + 1;
        }
        return sections;
    }
}
