package io.parley.sip.rfc4475;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.4.1">RFC 4475, section 3.4.1</a>, an INVITE with RFC
 * 2543 syntax: no branch, no From tag, no Contact, no Max-Forwards: elements should be able to take it. A stream has
 * no end of a datagram to tell where the body ends, so there it needs the Content-Length of RFC 3261, section 20.14.
 */
class Inv2543IT extends TortureMessage {
    @Test
    void isACallInADatagram() throws IOException {
        call(Transport.UDP);
        assertThat(number()).isEqualTo("UserB");
    }

    @Test
    void isACallOnAStreamWithALength() throws IOException {
        String body = text().substring(text().indexOf("\r\n\r\n") + 4);
        call(
                Transport.TCP,
                text().replaceFirst("Content-Type:", "Content-Length: " + body.length() + "\r\nContent-Type:"));
        assertThat(number()).isEqualTo("UserB");
    }
}
