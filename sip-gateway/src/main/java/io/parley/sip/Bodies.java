package io.parley.sip;

import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.message.SIPMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sip.header.ContentDispositionHeader;
import javax.sip.header.ContentTypeHeader;
import org.jspecify.annotations.Nullable;

/** Bodies as text. Pure. */
final class Bodies {
    private static final int MAX_BOUNDARY = 70; // RFC 2046, section 5.1.1

    /** A part of a multipart body; the head in lower case. */
    private record Part(String head, String content) {
        boolean isSession() {
            return head.contains("application/sdp") && isSessionDisposition(field("content-disposition:"));
        }

        boolean isOptional() {
            return field("content-disposition:").contains("handling=optional");
        }

        private String field(String name) {
            int at = head.indexOf("\n" + name);
            return at < 0 ? "" : head.substring(at + 1 + name.length()).split("\r\n", 2)[0];
        }
    }

    private Bodies() {}

    static boolean hasBody(SIPMessage message) {
        return message.getRawContent() != null && message.getRawContent().length > 0;
    }

    /**
     * The session description: the body, or the SDP part of a multipart body (RFC 5621, section 3). Null for none, and for
     * one that is compressed or describes something else than the session, such as early media (RFC 3959).
     */
    static @Nullable String sdp(SIPMessage message) {
        ContentType type = message.getContentTypeHeader();
        if (!hasBody(message) || type == null || isEncoded(message) || !isSession(message)) {
            return null;
        }
        if (isSdp(type)) {
            return text(message);
        }
        return isMultipart(type) ? sdpPart(text(message), type.getParameter("boundary")) : null;
    }

    /** The body as UTF-8 text. */
    static String text(SIPMessage message) {
        return new String(message.getRawContent(), StandardCharsets.UTF_8);
    }

    /** May the body be ignored (RFC 3261, section 20.11)? Of a multipart body, may every part? */
    static boolean isOptional(SIPMessage message) {
        if (message.getHeader("Content-Disposition") instanceof ContentDispositionHeader disposition
                && "optional".equalsIgnoreCase(disposition.getHandling())) {
            return true;
        }
        ContentType type = message.getContentTypeHeader();
        if (type == null || !isMultipart(type)) {
            return false;
        }
        List<Part> parts = parts(text(message), type.getParameter("boundary"));
        return !parts.isEmpty() && parts.stream().allMatch(Part::isOptional);
    }

    static boolean isEncoded(SIPMessage message) {
        return message.getContentEncoding() != null
                && !message.getContentEncoding().getEncoding().equalsIgnoreCase("identity");
    }

    private static boolean isSession(SIPMessage message) {
        return !(message.getHeader("Content-Disposition") instanceof ContentDispositionHeader disposition)
                || isSessionDisposition(disposition.getDispositionType());
    }

    /** Without one, a session description describes the session (RFC 3261, section 20.11). */
    private static boolean isSessionDisposition(String disposition) {
        String type = disposition.split(";", 2)[0].trim();
        return type.isEmpty() || type.equalsIgnoreCase("session");
    }

    private static boolean isSdp(ContentTypeHeader type) {
        return "application".equalsIgnoreCase(type.getContentType())
                && "sdp".equalsIgnoreCase(type.getContentSubType());
    }

    private static boolean isMultipart(ContentTypeHeader type) {
        return "multipart".equalsIgnoreCase(type.getContentType());
    }

    static @Nullable String sdpPart(String body, @Nullable String boundary) {
        return parts(body, boundary).stream()
                .filter(Part::isSession)
                .map(Part::content)
                .findFirst()
                .orElse(null);
    }

    /** By plain search: the stack's own splitter makes a regular expression of the boundary that the sender chose. */
    private static List<Part> parts(String body, @Nullable String boundary) {
        List<Part> parts = new ArrayList<>();
        if (boundary == null || boundary.isEmpty() || boundary.length() > MAX_BOUNDARY) {
            return parts;
        }
        String line = "--" + boundary;
        int at = body.indexOf(line);
        while (at >= 0) {
            int start = at + line.length();
            int next = body.indexOf(line, start);
            String part = next < 0 ? "" : body.substring(start, next);
            int blank = part.indexOf("\r\n\r\n");
            if (blank >= 0) {
                parts.add(new Part(part.substring(0, blank).toLowerCase(Locale.ROOT), part.substring(blank + 4)));
            }
            at = next;
        }
        return parts;
    }
}
