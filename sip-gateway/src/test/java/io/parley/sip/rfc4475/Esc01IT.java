package io.parley.sip.rfc4475;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.1.1.3">RFC 4475, section 3.1.1.3</a>, valid use of the %
 * escaping mechanism: the user part of the Request-URI is the text sips:user@example.com, not another URI, and
 * escapes in other places are kept as they are.
 */
class Esc01IT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isACallToTheUserWithItsEscapesUndone(Transport transport) throws IOException {
        String ok = call(transport);
        assertThat(number()).isEqualTo("sips:user@example.com");
        assertThat(header(ok, "From")).startsWith("<sip:I%20have%20spaces@example.net>");
    }
}
