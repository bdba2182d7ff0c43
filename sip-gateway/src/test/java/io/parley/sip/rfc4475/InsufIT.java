package io.parley.sip.rfc4475;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.3.1">RFC 4475, section 3.3.1</a>, missing required
 * header fields: an INVITE without Call-ID, From and To. It could be answered without them; Parley does, and the
 * answer says which it misses.
 */
class InsufIT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isToldWhatIsMissing(Transport transport) throws IOException {
        assertThat(refused(transport, 400)).startsWith("SIP/2.0 400 Missing ");
    }
}
