package io.parley.sip.rfc4475;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.3.10">RFC 4475, section 3.3.10</a>, a 200 OK response
 * with a broadcast Via header field value: an endpoint drops a response that has more Vias than its own; it must not
 * be forwarded to all the network.
 */
class BcastIT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isDropped(Transport transport) throws IOException {
        strayResponse(transport);
    }
}
