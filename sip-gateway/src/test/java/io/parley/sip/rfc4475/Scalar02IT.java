package io.parley.sip.rfc4475;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.1.2.4">RFC 4475, section 3.1.2.4</a>, request scalar
 * fields with overlarge values: CSeq, Max-Forwards and Expires beyond their ranges: a CSeq of 2**32 and more
 * deserves 400. The RFC lets a REGISTER's Expires be taken for the longest; there is no registrar here.
 */
class Scalar02IT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isRefusedForItsCseq(Transport transport) throws IOException {
        refused(transport, 400);
    }
}
