package io.parley.sip.rfc4475;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.3.3">RFC 4475, section 3.3.3</a>, a Request-URI with a
 * known but atypical scheme: 416.
 */
class NovelscIT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isRefusedForItsScheme(Transport transport) throws IOException {
        refused(transport, 416);
    }
}
