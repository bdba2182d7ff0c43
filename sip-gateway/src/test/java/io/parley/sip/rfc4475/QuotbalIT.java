package io.parley.sip.rfc4475;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.1.2.6">RFC 4475, section 3.1.2.6</a>, an unterminated
 * quoted string in a display name: 400. An element could infer the missing quote, but the next one may infer it
 * elsewhere.
 */
class QuotbalIT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isRefusedForItsGrammar(Transport transport) throws IOException {
        refused(transport, 400);
    }
}
