package io.parley.sip.rfc4475;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.1.2.7">RFC 4475, section 3.1.2.7</a>, &lt;&gt; enclosing
 * the Request-URI: 400. An element may be liberal; Parley is not, because two elements could then understand one
 * message differently.
 */
class LtgtruriIT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isRefusedForItsGrammar(Transport transport) throws IOException {
        refused(transport, 400);
    }
}
