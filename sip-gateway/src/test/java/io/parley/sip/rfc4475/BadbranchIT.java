package io.parley.sip.rfc4475;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.2.1">RFC 4475, section 3.2.1</a>, a missing transaction
 * identifier: a branch that is the cookie and nothing else. Elements must not take all such requests for one
 * transaction, and may answer them by the rules of RFC 2543: so is this OPTIONS, and another of the same branch.
 */
class BadbranchIT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isAnsweredAsAnyOther(Transport transport) throws IOException {
        assertThat(answer(transport)).startsWith("SIP/2.0 200");
        assertThat(answer(transport, text().replace("Call-ID: ", "Call-ID: other")))
                .startsWith("SIP/2.0 200")
                .contains("Call-ID: other");
    }
}
