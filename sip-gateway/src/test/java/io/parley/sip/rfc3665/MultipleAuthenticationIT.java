package io.parley.sip.rfc3665;

import io.parley.config.Transport;
import io.parley.sip.CallFlow;
import io.parley.sip.Peer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc3665#section-3.3">RFC 3665, section 3.3</a>, session with multiple
 * proxy authentication. What is between Alice and the proxies is none of Bob's business: he sees credentials that
 * are not his. Alice needs some, which Parley has not yet.
 */
class MultipleAuthenticationIT extends CallFlow {
    MultipleAuthenticationIT() {
        super("3.03_session-with-multiple-proxy-authentication");
    }

    @Test
    void parleyIsBob() throws IOException {
        Peer ss2 = plays("ss2.biloxi.example.com", Transport.UDP);
        send(ss2, 15);
        expect(ss2, 16);
        send(ss2, 21);
        serverHangsUp();
        agrees(ss2); // the flow ends with the session
        serverSaw("answered", "ended agent-ended");
    }

    @Test
    void parleyIsAliceAndHasNoCredentials() throws IOException {
        Peer ss1 = isCalled("ss1.atlanta.example.com", Transport.UDP);
        calls("sip:bob@biloxi.example.com", ss1);
        answer(ss1, 2, expect(ss1, 1));
        expect(ss1, 3);
        telephoneSees("ended rejected-407");
    }
}
