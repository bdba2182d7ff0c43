package io.parley.sip.rfc4475;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.3.11">RFC 4475, section 3.3.11</a>, Max-Forwards of
 * zero: a proxy would answer 483; an endpoint processes the request as if one hop were left.
 */
class ZeromfIT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isAnswered(Transport transport) throws IOException {
        assertThat(answer(transport)).startsWith("SIP/2.0 200");
    }
}
