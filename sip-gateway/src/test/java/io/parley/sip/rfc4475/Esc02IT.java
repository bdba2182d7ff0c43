package io.parley.sip.rfc4475;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.1.1.5">RFC 4475, section 3.1.1.5</a>, use of % when it
 * is not an escape: RE%47IST%45R is not REGISTER, and an endpoint rejects it with 501.
 */
class Esc02IT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isAMethodThatNobodyKnows(Transport transport) throws IOException {
        refused(transport, 501);
    }
}
