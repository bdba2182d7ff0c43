package io.parley.sip.rfc4475;

import io.parley.config.Transport;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.3.8">RFC 4475, section 3.3.8</a>, multiple values in
 * single-value required fields: 400. An element may not choose one of them.
 */
class Multi01IT extends TortureMessage {
    @ParameterizedTest
    @EnumSource(Transport.class)
    void isRefusedForItsGrammar(Transport transport) throws IOException {
        refused(transport, 400);
    }
}
