package io.parley.sip.rfc3665;

import io.parley.config.Transport;
import io.parley.sip.CallFlow;
import io.parley.sip.Peer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** <a href="https://www.rfc-editor.org/rfc/rfc3665#section-3.9">RFC 3665, section 3.9</a>, unsuccessful: busy. */
class BusyIT extends CallFlow {
    BusyIT() {
        super("3.09_unsuccessful-busy");
    }

    @Test
    void parleyIsBob() throws IOException {
        behaves("busy");
        Peer ss2 = plays("ss2.biloxi.example.com", Transport.TCP);
        send(ss2, 4);
        expect(ss2, 6);
        send(ss2, 7);
    }

    @Test
    void parleyIsAlice() throws IOException {
        Peer ss1 = isCalled("ss1.atlanta.example.com", Transport.TCP);
        calls("sip:bob@biloxi.example.com", ss1);
        String invite = expect(ss1, 1);
        answer(ss1, 3, invite);
        answer(ss1, 10, invite);
        expect(ss1, 11);
        telephoneSees("ended rejected-486");
    }
}
