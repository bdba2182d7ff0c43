package io.parley.sip.rfc3665;

import io.parley.config.Transport;
import io.parley.sip.CallFlow;
import io.parley.sip.Peer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc3665#section-3.10">RFC 3665, section 3.10</a>, unsuccessful: no
 * response from user agent. A Bob who is silent takes no Parley; Alice hears of it from the proxy.
 */
class NoResponseIT extends CallFlow {
    NoResponseIT() {
        super("3.10_unsuccessful-no-response-from-user-agent");
    }

    @Test
    void parleyIsAlice() throws IOException {
        Peer ss1 = isCalled("ss1.atlanta.example.com", Transport.UDP);
        calls("sip:bob@biloxi.example.com", ss1);
        String invite = expect(ss1, 1);
        answer(ss1, 3, invite);
        answer(ss1, 14, invite);
        expect(ss1, 15);
        telephoneSees("ended rejected-480");
    }
}
