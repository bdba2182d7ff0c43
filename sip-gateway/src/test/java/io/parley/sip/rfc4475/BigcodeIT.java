package io.parley.sip.rfc4475;

import io.parley.config.Transport;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.1.2.19">RFC 4475, section 3.1.2.19</a>, an overlarge
 * response code: 4294967301 is no status: the response is discarded.
 */
class BigcodeIT extends TortureMessage {
    @ParameterizedTest
    @EnumSource(Transport.class)
    void isDropped(Transport transport) throws IOException {
        malformed(transport);
    }
}
