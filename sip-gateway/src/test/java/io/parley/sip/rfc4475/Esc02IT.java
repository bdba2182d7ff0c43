package io.parley.sip.rfc4475;

import io.parley.config.Transport;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.1.1.5">RFC 4475, section 3.1.1.5</a>, use of % when it
 * is not an escape: RE%47IST%45R is not REGISTER, and an endpoint rejects it with 501.
 */
class Esc02IT extends TortureMessage {
    @ParameterizedTest
    @EnumSource(Transport.class)
    void isAMethodThatNobodyKnows(Transport transport) throws IOException {
        refused(transport, 501);
    }
}
