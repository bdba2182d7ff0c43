package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 3515, section 2.4.5. */
@Timeout(10)
class SipFragTest {

    @ParameterizedTest
    @CsvSource({
        "'SIP/2.0 100 Trying', 100",
        "'SIP/2.0 200 OK\r\nContact: x\r\n', 200",
        "'SIP/2.0 603', 603",
        "'SIP/2.0 60', 0",
        "'SIP/2.0 999 Odd', 0",
        "'SIP/2.0 0x1 Odd', 0",
        "'HTTP/1.1 200 OK', 0",
        "'', 0",
    })
    void readsTheStatus(String body, int status) {
        assertThat(SipFrag.status(body)).isEqualTo(status);
    }
}
