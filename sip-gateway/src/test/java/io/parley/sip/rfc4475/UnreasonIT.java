package io.parley.sip.rfc4475;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.1.1.12">RFC 4475, section 3.1.1.12</a>, an unusual
 * reason phrase: a well-formed response with a phrase in other letters. It is read, and as nobody asked for it,
 * dropped and counted.
 */
class UnreasonIT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isReadAndDropped(Transport transport) throws IOException {
        strayResponse(transport);
    }
}
