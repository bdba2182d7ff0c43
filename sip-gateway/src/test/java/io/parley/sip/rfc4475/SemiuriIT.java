package io.parley.sip.rfc4475;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.1.1.9">RFC 4475, section 3.1.1.9</a>,
 * semicolon-separated parameters in the user part: an OPTIONS whose user part is user;par=u%40example.net, which is
 * no parameter of the URI.
 */
class SemiuriIT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isAnswered(Transport transport) throws IOException {
        assertThat(answer(transport)).startsWith("SIP/2.0 200");
    }
}
