package io.parley.sip.rfc4475;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.1.2.14">RFC 4475, section 3.1.2.14</a>, spaces within an
 * addr-spec: 400. An element may be liberal; Parley is not.
 */
class BadaspecIT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isRefusedForItsGrammar(Transport transport) throws IOException {
        refused(transport, 400);
    }
}
