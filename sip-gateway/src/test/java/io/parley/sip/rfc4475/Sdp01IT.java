package io.parley.sip.rfc4475;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.3.15">RFC 4475, section 3.3.15</a>, an unacceptable
 * Accept offering: an INVITE whose sender reads no SDP, which is all that an answer could be: 406.
 */
class Sdp01IT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isRefusedForItsAccept(Transport transport) throws IOException {
        refused(transport, 406);
    }
}
