package io.parley.sip.rfc4475;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.1.1.13">RFC 4475, section 3.1.1.13</a>, an empty reason
 * phrase: a well-formed response. It is read, and as nobody asked for it, dropped and counted.
 */
class NoreasonIT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isReadAndDropped(Transport transport) throws IOException {
        strayResponse(transport);
    }
}
