package io.parley.sip.rfc4475;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.3.4">RFC 4475, section 3.3.4</a>, unknown URI schemes in
 * header fields: a registrar would answer 400 for To. Parley is no registrar and takes no registrations: it says
 * 405, which is true of every REGISTER.
 */
class Unksm2IT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isReadAndItsMethodIsNotAllowed(Transport transport) throws IOException {
        refused(transport, 405);
    }
}
