package io.parley.sip.rfc4475;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.1.2.18">RFC 4475, section 3.1.2.18</a>, an unknown
 * method, and another in CSeq: 501 is as good as 400, and tells more: whoever hears it knows that the method is of
 * no use here.
 */
class Mismatch02IT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isAMethodThatNobodyKnows(Transport transport) throws IOException {
        assertThat(header(refused(transport, 501), "Allow")).startsWith("INVITE, ACK");
    }
}
