package io.parley.sip.rfc3665;

import io.parley.config.Transport;
import io.parley.sip.CallFlow;
import io.parley.sip.Peer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc3665#section-3.11">RFC 3665, section 3.11</a>, unsuccessful:
 * temporarily unavailable. It rings, and then Bob declines.
 */
class TemporarilyUnavailableIT extends CallFlow {
    TemporarilyUnavailableIT() {
        super("3.11_unsuccessful-temporarily-unavailable");
    }

    @Test
    void parleyIsBob() throws IOException {
        behaves("decline");
        Peer ss2 = plays("ss2.biloxi.example.com", Transport.UDP);
        send(ss2, 4);
        expect(ss2, 6);
        expect(ss2, 9);
        send(ss2, 10);
        serverSaw("ended rejected-480");
    }

    @Test
    void parleyIsAlice() throws IOException {
        Peer ss1 = isCalled("ss1.atlanta.example.com", Transport.UDP);
        calls("sip:bob@biloxi.example.com", ss1);
        String invite = expect(ss1, 1);
        answer(ss1, 3, invite);
        answer(ss1, 8, invite);
        answer(ss1, 13, invite);
        expect(ss1, 14);
        telephoneSees("ended rejected-480");
    }
}
