package io.parley.sip.rfc4475;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.3.6">RFC 4475, section 3.3.6</a>, an unknown
 * Content-Type: 415, and Accept names what would do.
 */
class InvutIT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isToldWhichBodiesAreTaken(Transport transport) throws IOException {
        assertThat(header(refused(transport, 415), "Accept")).startsWith("application/sdp");
    }
}
