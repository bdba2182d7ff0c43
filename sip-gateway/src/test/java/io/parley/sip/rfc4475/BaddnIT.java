package io.parley.sip.rfc4475;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.1.2.15">RFC 4475, section 3.1.2.15</a>, non-token
 * characters in a display name: a comma outside quotes makes two addresses where one belongs: 400. An element may be
 * liberal; Parley is not.
 */
class BaddnIT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isRefusedForItsGrammar(Transport transport) throws IOException {
        refused(transport, 400);
    }
}
