package io.parley.sip.rfc4475;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.sip.PlainTransports;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.1.1.10">RFC 4475, section 3.1.1.10</a>, varied and
 * unknown transport types: an OPTIONS with Vias of every transport that there is and of one that there is not: a
 * well-formed request, whose Vias the answer bears in their order.
 */
class TransportsIT extends TortureMessage {
    @ParameterizedTest
    @PlainTransports
    void isAnsweredWithItsVias(Transport transport) throws IOException {
        String answer = answer(transport);
        assertThat(answer).startsWith("SIP/2.0 200");
        assertThat(answer)
                .containsSubsequence("t1.example.com", "t2.example.com", "t3.example.com", "t4.example.com")
                .containsPattern("SIP/2.0/UNKNOWN t4.example.com.*[\\s,]+.*SIP/2.0/TCP t5.example.com");
    }
}
