package io.parley.sip.rfc4475;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.1.2.12">RFC 4475, section 3.1.2.12</a>, an invalid time
 * zone in the Date header field: an element may reject the request, or ignore a Date that it does not act on. Parley
 * reads no Date, so it is a call.
 */
class BaddateIT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isACall(Transport transport) throws IOException {
        call(transport);
        assertThat(number()).isEqualTo("user");
    }
}
