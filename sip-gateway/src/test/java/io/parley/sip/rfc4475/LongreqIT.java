package io.parley.sip.rfc4475;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.1.1.7">RFC 4475, section 3.1.1.7</a>, long values in
 * header fields: a well-formed INVITE with long names, long values and 34 Vias, all of which the answer must bear.
 */
class LongreqIT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isACallWithAllItsVias(Transport transport) throws IOException {
        String ok = call(transport);
        assertThat(number()).isEqualTo("user");
        assertThat(ok.split("SIP/2.0/TCP sip")).as("Vias below the first").hasSizeBetween(33, 34);
        assertThat(header(ok, "Call-ID")).startsWith("longreq.onereallyreally").endsWith("longcallid");
    }
}
