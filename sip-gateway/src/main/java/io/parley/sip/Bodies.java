package io.parley.sip;

import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.message.SIPMessage;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.sip.header.ContentTypeHeader;
import org.jspecify.annotations.Nullable;

/** Bodies as text. Pure. */
final class Bodies {
    private static final int MAX_BOUNDARY = 70; // RFC 2046, section 5.1.1

    private Bodies() {}

    static boolean hasBody(SIPMessage message) {
        return message.getRawContent() != null && message.getRawContent().length > 0;
    }

    /** The session description: the body, or the SDP part of a multipart body (RFC 5621, section 3); null for none. */
    static @Nullable String sdp(SIPMessage message) {
        ContentType type = message.getContentTypeHeader();
        if (!hasBody(message) || type == null) {
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

    static boolean isSdp(ContentTypeHeader type) {
        return "application".equalsIgnoreCase(type.getContentType())
                && "sdp".equalsIgnoreCase(type.getContentSubType());
    }

    static boolean isMultipart(ContentTypeHeader type) {
        return "multipart".equalsIgnoreCase(type.getContentType());
    }

    /** By plain search: the stack's own splitter makes a regular expression of the boundary that the sender chose. */
    static @Nullable String sdpPart(String body, @Nullable String boundary) {
        if (boundary == null || boundary.isEmpty() || boundary.length() > MAX_BOUNDARY) {
            return null;
        }
        String line = "--" + boundary;
        int at = body.indexOf(line);
        while (at >= 0) {
            int start = at + line.length();
            int next = body.indexOf(line, start);
            if (next < 0) {
                return null;
            }
            String part = body.substring(start, next);
            int blank = part.indexOf("\r\n\r\n");
            if (blank >= 0 && part.substring(0, blank).toLowerCase(Locale.ROOT).contains("application/sdp")) {
                return part.substring(blank + 4);
            }
            at = next;
        }
        return null;
    }
}
