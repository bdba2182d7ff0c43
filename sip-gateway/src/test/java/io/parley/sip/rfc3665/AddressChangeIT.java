package io.parley.sip.rfc3665;

import io.parley.config.Transport;
import io.parley.sip.CallFlow;
import io.parley.sip.Peer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc3665#section-3.7">RFC 3665, section 3.7</a>, session with re-INVITE (IP
 * address change). Bob moves during the call. Parley does not move; as Bob its own re-INVITE holds instead, and says
 * the same to the same.
 */
class AddressChangeIT extends CallFlow {
    AddressChangeIT() {
        super("3.07_session-with-re-invite-ip-address-change");
    }

    @Test
    void parleyIsAlice() throws IOException {
        Peer proxy = isCalled("biloxi.example.com", Transport.UDP);
        Peer bob = isCalled("client.biloxi.example.com", Transport.UDP);
        calls(proxy);
        String invite = expect(proxy, 1);
        answer(proxy, 3, invite);
        answer(proxy, 5, invite);
        answer(proxy, 7, invite);
        expect(bob, 8);
        telephoneSees("answered");
        Peer moved = isCalled("client.chicago.example.com", Transport.UDP);
        send(moved, 9);
        expect(moved, 10);
        send(moved, 11);
        telephoneHangsUp();
        answer(moved, 13, expect(moved, 12));
        telephoneSees("ended agent-ended");
    }

    @Test
    void parleyIsBob() throws IOException {
        Peer ss2 = plays("ss2.biloxi.example.com", Transport.UDP);
        Peer alice = plays("client.atlanta.example.com", Transport.UDP);
        send(ss2, 2);
        expect(ss2, 4);
        expect(ss2, 6);
        send(alice, 8);
        serverHolds();
        answer(alice, 10, expect(alice, 9));
        expect(alice, 11);
        send(alice, 12);
        expect(alice, 13);
        serverSaw("answered", "ended caller-hung-up");
    }
}
