package io.parley.sip.rfc4475;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.1.2.13">RFC 4475, section 3.1.2.13</a>, failure to
 * enclose a name-addr URI in &lt;&gt;: a Contact with headers of which nobody knows whose they are: 400, before
 * anybody looks at the method.
 */
class RegbadctIT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isRefusedForItsContact(Transport transport) throws IOException {
        refused(transport, 400);
    }
}
