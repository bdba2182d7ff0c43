package io.parley.sip.rfc4475;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.3.5">RFC 4475, section 3.3.5</a>, Proxy-Require and
 * Require: 420, and Unsupported names what Require asked for; what Proxy-Require asks for concerns proxies alone.
 */
class Bext01IT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isToldWhichExtensionsAreNotThere(Transport transport) throws IOException {
        assertThat(header(refused(transport, 420), "Unsupported"))
                .isEqualTo("nothingSupportsThis, nothingSupportsThisEither");
    }
}
