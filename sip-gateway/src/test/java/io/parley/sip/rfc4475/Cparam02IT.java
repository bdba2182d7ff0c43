package io.parley.sip.rfc4475;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.3.13">RFC 4475, section 3.3.13</a>, a REGISTER with a
 * URL parameter: about what a registrar stores. Parley is no registrar and takes no registrations.
 */
class Cparam02IT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isReadAndItsMethodIsNotAllowed(Transport transport) throws IOException {
        refused(transport, 405);
    }
}
