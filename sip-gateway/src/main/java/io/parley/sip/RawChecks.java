package io.parley.sip;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must hold for a message before the stack's parser sees it. The parser accepts 24 of the 36 malformed messages of
 * RFC 4475; these checks are strict where a lenient reading would let two elements understand one message differently.
 * Pure.
 */
final class RawChecks {
    static final int MAX_HEADER_BYTES = 8_192;
    static final int MAX_HEADERS = 128;
    /** Twice the longest Request-URI that a proxy of the field takes. */
    static final int MAX_URI = 2_048;
    /** As much as is read of a session description. */
    static final int MAX_BODY_BYTES = 8_192;
    /** Below the stack's own limit, which counts the line ends differently on a stream. */
    static final int MAX_MESSAGE_BYTES = 16_000;

    private static final String VERSION = "SIP/2.0";
    private static final String RPORT = "rport";
    private static final Set<String> SINGLE = Set.of(
            "from", "to", "call-id", "cseq", "max-forwards", "content-length", "content-type", "expires", "date");
    private static final Set<String> MANDATORY = Set.of("from", "to", "call-id", "cseq", "via");
    private static final Set<String> ADDRESSES = Set.of("from", "to", "contact", "route", "record-route");
    private static final long MAX_CSEQ = Integer.MAX_VALUE;

    private RawChecks() {}

    /**
     * @param available bytes behind the header section, or -1 for a stream, in which the body has yet to come
     * @return what is wrong, or null
     */
    static @Nullable Flaw request(RawMessage raw, int available) {
        Flaw flaw = size(raw, available);
        if (flaw == null) {
            flaw = requestLine(raw.startLine());
        }
        if (flaw == null) {
            flaw = fields(raw);
        }
        if (flaw == null) {
            flaw = cseq(raw, raw.method());
        }
        if (flaw == null) {
            flaw = ExtensionForms.flaw(raw);
        }
        return flaw == null ? contentLength(raw, available) : flaw;
    }

    /** @return what is wrong, or null; a flawed response is dropped */
    static @Nullable Flaw response(RawMessage raw, int available) {
        Flaw flaw = size(raw, available);
        if (flaw == null) {
            flaw = statusLine(raw.startLine());
        }
        if (flaw == null) {
            flaw = fields(raw);
        }
        if (flaw == null) {
            flaw = cseq(raw, null);
        }
        return flaw == null ? contentLength(raw, available) : flaw;
    }

    private static @Nullable Flaw size(RawMessage raw, int available) {
        if (raw.headerEnd() < 0) {
            return Flaw.malformed("No Empty Line Ends The Headers");
        }
        int header = raw.headerEnd() - raw.headerStart();
        if (header > MAX_HEADER_BYTES || raw.fields().size() > MAX_HEADERS) {
            return Flaw.tooLarge(513, "Headers Too Large");
        }
        int body = available < 0 ? Math.max(0, raw.contentLength()) : available;
        if (body > MAX_BODY_BYTES) {
            return Flaw.tooLarge(413, "Request Entity Too Large");
        }
        if (header + body > MAX_MESSAGE_BYTES) {
            return Flaw.tooLarge(513, "Message Too Large");
        }
        return raw.bareReturn() ? Flaw.malformed("CR Without LF") : null;
    }

    /** RFC 3261, section 25.1: {@code Method SP Request-URI SP SIP-Version}, single blanks, nothing else. */
    private static @Nullable Flaw requestLine(String line) {
        int first = line.indexOf(' ');
        int last = line.lastIndexOf(' ');
        if (first <= 0 || last == first || !isToken(line, 0, first)) {
            return Flaw.malformed("Malformed Request-Line");
        }
        String version = line.substring(last + 1);
        if (!version.equalsIgnoreCase(VERSION)) {
            return version.startsWith("SIP/") && isToken(version, 4, version.length())
                    ? Flaw.version(version)
                    : Flaw.malformed("Malformed SIP-Version");
        }
        for (int i = first + 1; i < last; i++) {
            char c = line.charAt(i);
            if (c <= ' ' || c == 0x7f || c == '<' || c == '>' || c == '"') {
                return Flaw.malformed("Malformed Request-URI");
            }
        }
        return last - first - 1 > MAX_URI ? Flaw.tooLarge(414, "Request-URI Too Long") : null;
    }

    /** RFC 3261, section 25.1: {@code SIP-Version SP Status-Code SP Reason-Phrase}. */
    private static @Nullable Flaw statusLine(String line) {
        boolean formed = line.startsWith(VERSION + " ")
                && line.length() >= 11
                && line.charAt(8) >= '1'
                && line.charAt(8) <= '6'
                && Character.isDigit(line.charAt(9))
                && Character.isDigit(line.charAt(10))
                && (line.length() == 11 || line.charAt(11) == ' ');
        return formed ? null : Flaw.malformed("Malformed Status-Line");
    }

    private static @Nullable Flaw fields(RawMessage raw) {
        for (RawMessage.Field field : raw.fields()) {
            if (!isToken(field.name(), 0, field.name().length())) {
                return Flaw.malformed("Malformed Header Name");
            }
            if (SINGLE.contains(field.name()) && raw.count(field.name()) > 1) {
                return Flaw.malformed("More Than One " + field.name());
            }
            if (hasControl(field.line())) {
                return unlessUnknown(raw, Flaw.malformed("Control In " + field.name()));
            }
            if (field.name().equals("call-id") && !isWord(field.value())) {
                return Flaw.malformed("Malformed call-id");
            }
            if (field.name().equals("via") && !hasSoundRport(field.value())) {
                return Flaw.malformed("Malformed rport In Via");
            }
            if (field.name().equals("via") && !ViaForm.isSound(field.value())) {
                return Flaw.malformed("Malformed via");
            }
            if (ADDRESSES.contains(field.name()) && !isSoundAddress(field)) {
                return Flaw.malformed("Malformed Address In " + field.name());
            }
        }
        for (String name : MANDATORY) {
            String value = raw.first(name);
            if (value == null || value.isEmpty()) {
                return Flaw.malformed("Missing " + name);
            }
        }
        return null;
    }

    /**
     * RFC 3261, section 25.1: TEXT-UTF8 has no controls, which the parser leaves out or lets through as it likes, also
     * behind a backslash in quotes, where a quoted-pair may have them.
     */
    private static boolean hasControl(String text) {
        return text.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7f);
    }

    /**
     * The parser reads UTF-8 and would replace what is none: the answer would belong to another call. Which marks may stand
     * where is left to the sender.
     */
    private static boolean isWord(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    /**
     * The stack reads {@code rport} as a number whenever it copies a Via, and throws when it is none: such a request
     * could neither be answered nor refused.
     */
    static boolean hasSoundRport(String via) {
        String text = via.toLowerCase(Locale.ROOT);
        for (int at = text.indexOf(RPORT); at >= 0; at = text.indexOf(RPORT, at + 1)) {
            int before = skipBlanks(text, at - 1, -1);
            int after = skipBlanks(text, at + RPORT.length(), 1);
            if (before >= 0 && text.charAt(before) == ';' && after < text.length() && text.charAt(after) == '=') {
                int start = skipBlanks(text, after + 1, 1);
                int end = start;
                while (end < text.length() && " \t;,".indexOf(text.charAt(end)) < 0) {
                    end++;
                }
                if (!isPort(text.substring(start, end))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int skipBlanks(String text, int from, int step) {
        int at = from;
        while (at >= 0 && at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at += step;
        }
        return at;
    }

    private static boolean isPort(String text) {
        return !text.isEmpty()
                && text.length() <= 5
                && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && Integer.parseInt(text) <= 65_535;
    }

    private static boolean isSoundAddress(RawMessage.Field field) {
        boolean single = field.name().equals("from") || field.name().equals("to");
        return NameAddr.isSound(field.value()) && !(single && NameAddr.isList(field.value()));
    }

    /** RFC 3261, section 8.1.1.5: below 2**31, and the method of the request. */
    private static @Nullable Flaw cseq(RawMessage raw, @Nullable String method) {
        String value = raw.first("cseq");
        int digits = 0;
        while (value != null && digits < value.length() && Character.digit(value.charAt(digits), 10) >= 0) {
            digits++;
        }
        if (value == null || digits == 0 || digits == value.length() || value.charAt(digits) > ' ') {
            return Flaw.malformed("Malformed CSeq");
        }
        int zeros = 0; // Leading zeros are legal and say nothing about the size.
        while (zeros < digits - 1 && value.charAt(zeros) == '0') {
            zeros++;
        }
        if (digits - zeros > 10 || Long.parseLong(value.substring(zeros, digits)) > MAX_CSEQ) {
            return Flaw.malformed("CSeq Out Of Range");
        }
        String of = value.substring(digits).trim();
        if (method == null || of.equals(method)) {
            return null;
        }
        return unlessUnknown(raw, Flaw.malformed("CSeq Method Differs"));
    }

    /** A method that nobody knows is told so first (RFC 4475, sections 3.1.1.2 and 3.1.2.18). */
    private static Flaw unlessUnknown(RawMessage raw, Flaw flaw) {
        Flaw unknown = raw.isResponse() ? null : Sanity.method(raw.method());
        return unknown != null && unknown.status() == 501 ? unknown : flaw;
    }

    /** RFC 3261, section 18.3: a datagram may be longer than it says, never shorter. */
    private static @Nullable Flaw contentLength(RawMessage raw, int available) {
        int length = raw.contentLength();
        if (length == -2) {
            return Flaw.malformed("Malformed Content-Length");
        }
        return available >= 0 && length > available ? Flaw.malformed("Body Shorter Than Content-Length") : null;
    }

    /** RFC 3261, section 25.1. Controls in names are how headers are smuggled past a filter. */
    static boolean isToken(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            boolean alphanumeric = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!alphanumeric && "-.!%*_+`'~".indexOf(c) < 0) {
                return false;
            }
        }
        return to > from;
    }
}
