package io.parley.sip.rfc4475;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.1.1.2">RFC 4475, section 3.1.1.2</a>, a wide range of
 * valid characters: the method is made of every character that a token may have. A user agent that does not know it
 * says 501. Its display name has controls behind backslashes, for which a method that we know gets 400: the stack's
 * parser would not keep them.
 */
class IntmethIT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isAMethodThatNobodyKnows(Transport transport) throws IOException {
        assertThat(header(refused(transport, 501), "Allow")).startsWith("INVITE, ACK");
    }
}
