package io.parley.sip.rfc3665;

import io.parley.config.Transport;
import io.parley.sip.CallFlow;
import io.parley.sip.Peer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc3665#section-3.2">RFC 3665, section 3.2</a>, session establishment
 * through two proxies. Both record the route. As Alice Parley is not challenged (F2), because it has no credentials
 * yet.
 */
class TwoProxiesIT extends CallFlow {
    TwoProxiesIT() {
        super("3.02_session-establishment-through-two-proxies");
    }

    @Test
    void parleyIsBob() throws IOException {
        Peer ss2 = plays("ss2.biloxi.example.com", Transport.TCP);
        send(ss2, 7);
        expect(ss2, 9);
        expect(ss2, 12);
        send(ss2, 17);
        serverHangsUp();
        answer(ss2, 23, expect(ss2, 18));
        serverSaw("answered", "ended agent-ended");
    }

    @Test
    void parleyIsAlice() throws IOException {
        Peer ss1 = isCalled("ss1.atlanta.example.com", Transport.TCP);
        calls("sip:bob@biloxi.example.com", ss1);
        String invite = expect(ss1, 4);
        answer(ss1, 6, invite);
        answer(ss1, 11, invite);
        answer(ss1, 14, invite);
        expect(ss1, 15);
        telephoneSees("answered");
        send(ss1, 20);
        expect(ss1, 21);
        telephoneSees("ended caller-hung-up");
    }
}
