package io.parley.sip.rfc3665;

import io.parley.config.Transport;
import io.parley.sip.CallFlow;
import io.parley.sip.Peer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc3665#section-3.1">RFC 3665, section 3.1</a>, successful session
 * establishment.
 */
class SuccessfulSessionIT extends CallFlow {
    SuccessfulSessionIT() {
        super("3.01_successful-session-establishment");
    }

    @Test
    void parleyIsBob() throws IOException {
        Peer alice = plays("client.atlanta.example.com", Transport.TCP);
        send(alice, 1);
        expect(alice, 2);
        expect(alice, 3);
        send(alice, 4);
        serverHangsUp();
        answer(alice, 6, expect(alice, 5));
        serverSaw("answered", "ended agent-ended");
    }

    @Test
    void parleyIsAlice() throws IOException {
        Peer bob = isCalled("biloxi.example.com", Transport.TCP);
        plays("client.biloxi.example.com", bob);
        calls(bob);
        String invite = expect(bob, 1);
        answer(bob, 2, invite);
        answer(bob, 3, invite);
        expect(bob, 4);
        telephoneSees("answered");
        send(bob, 5);
        expect(bob, 6);
        telephoneSees("ended caller-hung-up");
    }
}
