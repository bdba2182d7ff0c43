package io.parley.sip.rfc4475;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.1.2.11">RFC 4475, section 3.1.2.11</a>, escaped headers
 * in a SIP Request-URI: 400: a Route among them would be smuggled past whoever looked at the headers.
 */
class EscruriIT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isRefusedForItsRequestUri(Transport transport) throws IOException {
        refused(transport, 400);
    }
}
