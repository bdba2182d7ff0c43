package io.parley.sip.rfc4475;

import io.parley.config.Transport;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.1.2.3">RFC 4475, section 3.1.2.3</a>, a negative
 * Content-Length: an element should answer 400. On a stream nobody knows where the next message begins, so the
 * connection is closed.
 */
class NclIT extends TortureMessage {
    @Test
    void aDatagramIsRefused() throws IOException {
        refused(Transport.UDP, 400);
    }

    @Test
    void aStreamIsRefusedAndClosed() throws IOException {
        refused(Transport.TCP, 400);
        isClosed();
    }
}
