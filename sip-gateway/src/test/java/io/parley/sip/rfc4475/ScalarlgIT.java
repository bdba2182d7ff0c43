package io.parley.sip.rfc4475;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.1.2.5">RFC 4475, section 3.1.2.5</a>, response scalar
 * fields with overlarge values: an element receiving this response will simply discard it.
 */
class ScalarlgIT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isDropped(Transport transport) throws IOException {
        malformed(transport);
    }
}
