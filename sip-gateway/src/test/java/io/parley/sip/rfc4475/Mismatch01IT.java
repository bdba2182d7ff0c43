package io.parley.sip.rfc4475;

import io.parley.config.Transport;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.1.2.17">RFC 4475, section 3.1.2.17</a>, a start line and
 * a CSeq of different methods: 400.
 */
class Mismatch01IT extends TortureMessage {
    @ParameterizedTest
    @EnumSource(Transport.class)
    void isRefusedForItsCseq(Transport transport) throws IOException {
        refused(transport, 400);
    }
}
