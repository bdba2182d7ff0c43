package io.parley.sip.rfc4475;

import io.parley.config.Transport;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.1.2.1">RFC 4475, section 3.1.2.1</a>, extraneous header
 * field separators: semicolons and commas without values in Contact and Via: an element should answer 400.
 */
class Badinv01IT extends TortureMessage {
    @ParameterizedTest
    @EnumSource(Transport.class)
    void isRefusedForItsGrammar(Transport transport) throws IOException {
        refused(transport, 400);
    }
}
