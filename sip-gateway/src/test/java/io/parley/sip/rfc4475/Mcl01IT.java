package io.parley.sip.rfc4475;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.3.9">RFC 4475, section 3.3.9</a>, multiple
 * Content-Length values: 400: nobody knows how long the body is.
 */
class Mcl01IT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isRefusedForItsLength(Transport transport) throws IOException {
        refused(transport, 400);
    }
}
