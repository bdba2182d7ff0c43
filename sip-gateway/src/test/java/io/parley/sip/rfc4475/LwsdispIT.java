package io.parley.sip.rfc4475;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.1.1.6">RFC 4475, section 3.1.1.6</a>, a message with no
 * LWS between display name and &lt;: an OPTIONS that elements should accept as well formed.
 */
class LwsdispIT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isAnswered(Transport transport) throws IOException {
        assertThat(answer(transport)).startsWith("SIP/2.0 200");
    }
}
