package io.parley.sip.rfc4475;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.1.2.1">RFC 4475, section 3.1.2.1</a>, extraneous header
 * field separators: semicolons and commas without values in Contact and Via: an element should answer 400.
 */
class Badinv01IT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isRefusedForItsGrammar(Transport transport) throws IOException {
        refused(transport, 400);
    }
}
