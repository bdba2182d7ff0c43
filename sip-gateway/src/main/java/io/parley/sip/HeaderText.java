package io.parley.sip;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes header values apart that a stranger wrote: lists, parameters, addresses. Linear, bounded, never throws. Pure. */
final class HeaderText {
    /** Values of a list, and parameters of a value, that are looked at. */
    static final int MAX_PARTS = 16;
    /** Characters of a text that is handed on. */
    static final int MAX_TEXT = 256;
    /** Characters of a number or of another user part. */
    static final int MAX_USER = 64;

    /** What the stack puts, on a stream, where bytes were no UTF-8. */
    private static final int UNREADABLE = 0xfffd;

    private HeaderText() {}

    /** Parts between marks that stand neither in quotes nor in brackets; the first {@link #MAX_PARTS}. */
    static List<String> split(String value, char mark) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        boolean bracketed = false;
        int from = 0;
        for (int i = 0; i < value.length() && parts.size() < MAX_PARTS; i++) {
            char c = value.charAt(i);
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (c == mark && !bracketed) {
                parts.add(value.substring(from, i).trim());
                from = i + 1;
            } else {
                quoted = c == '"';
                bracketed = c == '<' || bracketed && c != '>';
            }
        }
        if (parts.size() < MAX_PARTS) {
            parts.add(value.substring(from).trim());
        }
        return parts;
    }

    /** The values of a header that is a list, over all its fields. */
    static List<String> list(OtherFields fields, String name) {
        return fields.values(name).stream()
                .flatMap(value -> split(value, ',').stream())
                .limit(MAX_PARTS)
                .toList();
    }

    /** What stands behind the first semicolon: names in lower case, values without quotes, empty where there is none. */
    static Map<String, String> parameters(String value) {
        Map<String, String> parameters = new LinkedHashMap<>();
        List<String> parts = split(value, ';');
        for (String part : parts.subList(1, parts.size())) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            String of = equals < 0 ? "" : unquoted(part.substring(equals + 1).trim());
            parameters.putIfAbsent(name.trim().toLowerCase(Locale.ROOT), of);
        }
        return parameters;
    }

    /** A quoted string without its quotes and escapes; anything else as it is. */
    static String unquoted(String text) {
        if (text.length() < 2 || !text.startsWith("\"") || !text.endsWith("\"")) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 1; i < text.length() - 1; i++) {
            i += text.charAt(i) == '\\' && i < text.length() - 2 ? 1 : 0;
            plain.append(text.charAt(i));
        }
        return plain.toString();
    }

    /**
     * The URI of {@code "name" <uri>;parameters} or of {@code uri;parameters}.
     *
     * @return null where the value is not of that form
     */
    static @Nullable String uri(String value) {
        if (!NameAddr.isSound(value) || NameAddr.isList(value)) {
            return null;
        }
        boolean quoted = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (c == '<') {
                return value.substring(i + 1, value.indexOf('>', i));
            } else {
                quoted = c == '"';
            }
        }
        return split(value, ';').get(0);
    }

    /**
     * The user part of a SIP URI or the number of a tel URI, as {@link Dialogs#number} reads them.
     *
     * @return null where there is none, it is too long, or it has characters that no name has
     */
    static @Nullable String user(@Nullable String uri) {
        int colon = uri == null ? -1 : uri.indexOf(':');
        if (uri == null || colon < 0) {
            return null;
        }
        String scheme = uri.substring(0, colon).toLowerCase(Locale.ROOT);
        String rest = uri.substring(colon + 1);
        if (scheme.equals("tel")) {
            return text(rest.split("[;?]", 2)[0].replaceAll("[-.()]", ""), MAX_USER);
        }
        int at = rest.indexOf('@');
        if (at < 0 || !scheme.equals("sip") && !scheme.equals("sips")) {
            return null;
        }
        String user = rest.substring(0, at).split("[;:]", 2)[0];
        return text(percent(user), MAX_USER);
    }

    /**
     * The text where it can be handed on: not empty, not too long, without controls, marks of direction and the like.
     */
    static @Nullable String text(@Nullable String text, int most) {
        String trimmed = text == null ? "" : text.trim();
        boolean plain = !trimmed.isEmpty()
                && trimmed.codePointCount(0, trimmed.length()) <= most
                && trimmed.codePoints().allMatch(HeaderText::isPlain);
        return plain ? trimmed : null;
    }

    private static boolean isPlain(int point) {
        if (point == UNREADABLE) {
            return false;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** With escapes undone (RFC 3986, section 2.1); null where they are none, or their bytes no UTF-8. */
    static @Nullable String percent(String text) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        byte[] plain = new byte[raw.length];
        int n = 0;
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                plain[n++] = raw[i];
                continue;
            }
            int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                return null;
            }
            plain[n++] = (byte) (high << 4 | low);
            i += 2;
        }
        return utf8(plain, n);
    }

    static @Nullable String utf8(byte[] bytes, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
