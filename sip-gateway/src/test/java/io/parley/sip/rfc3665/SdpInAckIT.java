package io.parley.sip.rfc3665;

import io.parley.config.Transport;
import io.parley.sip.CallFlow;
import io.parley.sip.Peer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc3665#section-3.6">RFC 3665, section 3.6</a>, session via redirect and
 * proxy servers with SDP in ACK. The offer is Bob's. As Alice Parley always makes the offer itself, and does not
 * follow a redirection: where a call goes is for whoever lets it call to say.
 */
class SdpInAckIT extends CallFlow {
    SdpInAckIT() {
        super("3.06_session-via-redirect-and-proxy-servers-with-sdp-in-ack");
    }

    @Test
    void parleyIsBob() throws IOException {
        Peer ss3 = plays("ss3.chicago.example.com", Transport.TCP);
        send(ss3, 5);
        expect(ss3, 7);
        expect(ss3, 9);
        send(ss3, 12);
        serverHangsUp();
        answer(ss3, 16, expect(ss3, 13));
        serverSaw("answered", "ended agent-ended");
    }

    @Test
    void parleyIsAliceAndIsToldWhereBobIs() throws IOException {
        Peer server = isCalled("biloxi.example.com", Transport.UDP);
        calls(server);
        answer(server, 2, expectInvite(server));
        expect(server, 3);
        telephoneSees("ended rejected-302");
    }
}
