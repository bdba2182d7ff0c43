package io.parley.sip.rfc4475;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.1.1.4">RFC 4475, section 3.1.1.4</a>, escaped nulls in
 * URIs: a well-formed REGISTER that must be accepted by the parser. Parley is no registrar and takes no
 * registrations, so it is refused for its method, with its null untouched.
 */
class EscnullIT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isReadAndItsMethodIsNotAllowed(Transport transport) throws IOException {
        assertThat(header(refused(transport, 405), "To")).startsWith("<sip:null-%00-null@example.com>");
    }
}
