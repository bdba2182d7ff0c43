package io.parley.sip.rfc3665;

import io.parley.config.Transport;
import io.parley.sip.CallFlow;
import io.parley.sip.Peer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc3665#section-3.4">RFC 3665, section 3.4</a>, successful session with
 * proxy failure. Bob is called by the second proxy. As Alice Parley does not look for another proxy when the first
 * is silent: that takes DNS (RFC 3263).
 */
class ProxyFailureIT extends CallFlow {
    ProxyFailureIT() {
        super("3.04_successful-session-with-proxy-failure");
    }

    @Test
    void parleyIsBob() throws IOException {
        Peer ss2 = plays("ss2.biloxi.example.com", Transport.UDP);
        send(ss2, 12);
        expect(ss2, 14);
        expect(ss2, 16);
        send(ss2, 19);
        serverHangsUp();
        answer(ss2, 23, expect(ss2, 20));
        serverSaw("answered", "ended agent-ended");
    }
}
