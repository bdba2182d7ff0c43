package io.parley.actions;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Percent-encoding, <a href="https://www.rfc-editor.org/rfc/rfc3986#section-2">RFC 3986 section 2</a>. */
final class Percent {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Percent() {}

    /** Encodes all but the unreserved characters (section 2.3), so that the text is data wherever it stands in a URL. */
    static String encode(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(b)) {
                out.append((char) b);
            } else {
                out.append('%');
                HEX.toHexDigits(out, b);
            }
        }
        return out.toString();
    }

    /** Encodes only what can never stand in a URL (not ASCII); what the file's author wrote keeps its meaning. */
    static String encodeNonAscii(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.append(c < 0x80 ? Character.toString(c) : encode(Character.toString(c))));
        return out.toString();
    }

    /** Encodes the octets beyond ASCII of a header field, which come as characters U+0080 to U+00FF. */
    static String encodeOctets(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80 || c > 0xff) {
                out.append(c);
            } else {
                out.append('%');
                HEX.toHexDigits(out, (byte) c);
            }
        }
        return out.toString();
    }

    private static boolean isUnreserved(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || b == '-'
                || b == '.'
                || b == '_'
                || b == '~';
    }
}
