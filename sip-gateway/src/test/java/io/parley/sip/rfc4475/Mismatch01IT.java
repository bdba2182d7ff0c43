package io.parley.sip.rfc4475;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.1.2.17">RFC 4475, section 3.1.2.17</a>, a start line and
 * a CSeq of different methods: 400.
 */
class Mismatch01IT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isRefusedForItsCseq(Transport transport) throws IOException {
        refused(transport, 400);
    }
}
