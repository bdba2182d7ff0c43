package io.parley.sip.rfc4475;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.3.7">RFC 4475, section 3.3.7</a>, an unknown
 * authorization scheme: an element ignores credentials of a scheme that it does not know. Parley is no registrar and
 * takes no registrations, so it does not come to a challenge.
 */
class Regaut01IT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isReadAndItsMethodIsNotAllowed(Transport transport) throws IOException {
        refused(transport, 405);
    }
}
