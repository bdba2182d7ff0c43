package io.parley.sip.rfc4475;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.1.1.11">RFC 4475, section 3.1.1.11</a>, a multipart MIME
 * message: a MESSAGE with binary parts, which a parser should accept. Parley takes no messages: nothing a stranger
 * writes makes it act.
 */
class Mpart01IT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isReadAndItsMethodIsNotAllowed(Transport transport) throws IOException {
        assertThat(header(refused(transport, 405), "Allow")).doesNotContain("MESSAGE");
    }
}
