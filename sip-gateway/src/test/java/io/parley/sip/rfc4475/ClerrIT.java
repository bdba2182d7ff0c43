package io.parley.sip.rfc4475;

import io.parley.config.Transport;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.1.2.2">RFC 4475, section 3.1.2.2</a>, a Content-Length
 * larger than the message: a datagram must be answered 400. On a stream an element would wait for the rest; this one
 * announces more than Parley ever reads, so it is told so at once and the connection, whose next message cannot be
 * found, is closed.
 */
class ClerrIT extends TortureMessage {
    @Test
    void aDatagramIsRefused() throws IOException {
        refused(Transport.UDP, 400);
    }

    @Test
    void aStreamIsClosed() throws IOException {
        refused(Transport.TCP, 413);
        isClosed();
    }
}
