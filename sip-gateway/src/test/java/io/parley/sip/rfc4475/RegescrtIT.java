package io.parley.sip.rfc4475;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.3.14">RFC 4475, section 3.3.14</a>, a REGISTER with a
 * URL escaped header: about what a registrar stores. Parley is no registrar and takes no registrations.
 */
class RegescrtIT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isReadAndItsMethodIsNotAllowed(Transport transport) throws IOException {
        refused(transport, 405);
    }
}
