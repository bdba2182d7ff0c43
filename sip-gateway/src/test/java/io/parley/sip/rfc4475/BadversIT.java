package io.parley.sip.rfc4475;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.1.2.16">RFC 4475, section 3.1.2.16</a>, an unknown
 * protocol version: SIP/7.0 is answered 505.
 */
class BadversIT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isRefusedForItsVersion(Transport transport) throws IOException {
        refused(transport, 505);
    }
}
