package io.parley.sip.rfc4475;

import io.parley.config.Transport;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.1.2.11">RFC 4475, section 3.1.2.11</a>, escaped headers
 * in a SIP Request-URI: 400: a Route among them would be smuggled past whoever looked at the headers.
 */
class EscruriIT extends TortureMessage {
    @ParameterizedTest
    @EnumSource(Transport.class)
    void isRefusedForItsRequestUri(Transport transport) throws IOException {
        refused(transport, 400);
    }
}
