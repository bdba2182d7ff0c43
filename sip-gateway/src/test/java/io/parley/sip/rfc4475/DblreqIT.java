package io.parley.sip.rfc4475;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Transport;
import io.parley.sip.TortureMessage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4475#section-3.1.1.8">RFC 4475, section 3.1.1.8</a>, extra trailing
 * octets in a UDP datagram: a REGISTER with an INVITE behind it, which must be ignored in a datagram. On a stream it
 * is the next request, and its session description with a blank in m= is refused. Parley is no registrar and takes
 * no registrations.
 */
class DblreqIT extends TortureMessage {
    @Test
    void theRestOfADatagramIsIgnored() throws IOException {
        refused(Transport.UDP, 405);
    }

    @Test
    void onAStreamTheRestIsTheNextRequest() throws IOException {
        assertThat(answer(Transport.TCP)).startsWith("SIP/2.0 405");
        String second = nextFinal();
        assertThat(second).startsWith("SIP/2.0 400");
        assertThat(header(second, "CSeq")).isEqualTo("8 INVITE");
    }
}
