package io.parley.sip;

import io.parley.testkit.FuzzTarget;
import io.parley.testkit.FuzzText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Header lines, in a message that is sound but for them: whichever of the headers that a call needs is not among them is
 * filled in. Without a start line of its own the message is an INVITE, and a 200 to one.
 */
final class SipHeadersFuzz implements FuzzTarget {
    private static final Map<String, String> NEEDED = new LinkedHashMap<>();

    static {
        NEEDED.put("via", "Via: SIP/2.0/UDP 192.168.0.7;branch=z9hG4bK1");
        NEEDED.put("from", "From: <sip:a@192.168.0.7>;tag=1");
        NEEDED.put("to", "To: <sip:coffee@192.0.2.4>");
        NEEDED.put("call-id", "Call-ID: 1@192.168.0.7");
        NEEDED.put("cseq", "CSeq: 1 INVITE");
        NEEDED.put("contact", "Contact: <sip:a@192.168.0.7>");
    }

    private final FuzzedSip sip = new FuzzedSip();

    @Override
    public void accept(byte[] input) {
        String lines = FuzzText.latin(input).replace("\r\n\r\n", "\r\n");
        String section = "\r\n" + lines.toLowerCase(Locale.ROOT);
        StringBuilder headers = new StringBuilder(lines);
        if (!lines.isEmpty() && !lines.endsWith("\n")) {
            headers.append("\r\n");
        }
        NEEDED.forEach((name, line) -> headers.append(section.contains("\n" + name + ":") ? "" : line + "\r\n"));
        headers.append("\r\n");
        take("INVITE sip:coffee@192.0.2.4 SIP/2.0\r\n", headers);
        take("SIP/2.0 200 OK\r\n", headers);
    }

    private void take(String start, StringBuilder headers) {
        sip.datagram((start + headers).getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public int maxLength() {
        return 1_024;
    }
}
