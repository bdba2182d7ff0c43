package io.parley.sip.rfc4475;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.3.12">RFC 4475, section 3.3.12</a>, a REGISTER with a
 * Contact header parameter: about what a registrar stores. Parley is no registrar and takes no registrations.
 */
class Cparam01IT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isReadAndItsMethodIsNotAllowed(Transport transport) throws IOException {
        refused(transport, 405);
    }
}
