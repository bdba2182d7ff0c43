package io.parley.sip;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a message as they came, before any grammar: what {@link RawChecks} looks at, and what an answer copies
 * when the message cannot be parsed. One pass, linear in the size, no regular expressions. Bytes are kept one to one as
 * ISO 8859-1.
 *
 * @param startLine the first line that is not empty; empty when there is none
 * @param fields header fields in order, folded lines joined
 * @param headerEnd index of the first byte behind the empty line, or -1 when none was found
 * @param bareReturn a CR that no LF follows stands in the header section
 */
record RawMessage(String startLine, List<Field> fields, int headerStart, int headerEnd, boolean bareReturn) {

    /** Compact forms of the headers we look at (RFC 3261, section 7.3.3 and 20). */
    private static final Map<String, String> COMPACT = Map.of(
            "i",
            "call-id",
            "f",
            "from",
            "t",
            "to",
            "v",
            "via",
            "l",
            "content-length",
            "c",
            "content-type",
            "m",
            "contact",
            "e",
            "content-encoding",
            "k",
            "supported",
            "x",
            "session-expires");

    /**
     * @param name lower case, long form; white space before the colon removed
     * @param value without the white space around it
     * @param line the field as it came, folds joined by a blank
     */
    record Field(String name, String value, String line) {}

    static RawMessage scan(byte[] bytes) {
        int start = 0;
        while (start < bytes.length && (bytes[start] == '\r' || bytes[start] == '\n')) {
            start++;
        }
        List<String> lines = new ArrayList<>();
        StringBuilder folded = new StringBuilder();
        boolean bareReturn = false;
        int at = start;
        int end = -1;
        while (at < bytes.length && end < 0) {
            int lf = indexOf(bytes, '\n', at);
            if (lf < 0) {
                break;
            }
            int stop = lf > at && bytes[lf - 1] == '\r' ? lf - 1 : lf;
            bareReturn |= contains(bytes, '\r', at, stop);
            if (stop == at) {
                end = lf + 1;
            } else {
                collect(lines, folded, new String(bytes, at, stop - at, StandardCharsets.ISO_8859_1));
                at = lf + 1;
            }
        }
        flush(lines, folded);
        String startLine = lines.isEmpty() ? "" : lines.get(0);
        List<Field> fields = new ArrayList<>(lines.size());
        for (int i = 1; i < lines.size(); i++) {
            fields.add(field(lines.get(i)));
        }
        return new RawMessage(startLine, List.copyOf(fields), start, end, bareReturn);
    }

    private static void collect(List<String> lines, StringBuilder folded, String line) {
        char first = line.charAt(0);
        if ((first == ' ' || first == '\t') && folded.length() > 0) {
            folded.append(' ').append(line.trim());
        } else {
            flush(lines, folded);
            folded.append(line);
        }
    }

    private static void flush(List<String> lines, StringBuilder folded) {
        if (folded.length() > 0) {
            lines.add(folded.toString());
            folded.setLength(0);
        }
    }

    private static Field field(String line) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            return new Field("", "", line);
        }
        return new Field(name(line), line.substring(colon + 1).trim(), line);
    }

    /** The name of a header line: lower case, long form; empty where there is no colon. */
    static String name(String line) {
        String name = trimEnd(line.substring(0, Math.max(0, line.indexOf(':')))).toLowerCase(Locale.ROOT);
        return COMPACT.getOrDefault(name, name);
    }

    private static String trimEnd(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\t')) {
            end--;
        }
        return text.substring(0, end);
    }

    private static int indexOf(byte[] bytes, char wanted, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static boolean contains(byte[] bytes, char wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                return true;
            }
        }
        return false;
    }

    boolean isResponse() {
        return startLine.startsWith("SIP/");
    }

    /** The first word of the start line: the method of a request. */
    String method() {
        int blank = startLine.indexOf(' ');
        return blank < 0 ? startLine : startLine.substring(0, blank);
    }

    /** The value of the first field of that name, or null. */
    @Nullable
    String first(String name) {
        for (Field field : fields) {
            if (field.name.equals(name)) {
                return field.value;
            }
        }
        return null;
    }

    int count(String name) {
        int n = 0;
        for (Field field : fields) {
            n += field.name.equals(name) ? 1 : 0;
        }
        return n;
    }

    /** Content-Length as a number; -1 when absent, -2 when it is not one or beyond 9 digits. */
    int contentLength() {
        String text = first("content-length");
        if (text == null) {
            return -1;
        }
        boolean digits = !text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.parseInt(text) : -2;
    }
}
