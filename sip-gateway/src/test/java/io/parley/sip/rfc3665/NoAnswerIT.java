package io.parley.sip.rfc3665;

import io.parley.config.Transport;
import io.parley.sip.CallFlow;
import io.parley.sip.Peer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc3665#section-3.8">RFC 3665, section 3.8</a>, unsuccessful: no answer.
 * Alice gives up while it rings.
 */
class NoAnswerIT extends CallFlow {
    NoAnswerIT() {
        super("3.08_unsuccessful-no-answer");
    }

    @Test
    void parleyIsBob() throws IOException {
        behaves("never");
        Peer ss2 = plays("ss2.biloxi.example.com", Transport.UDP);
        send(ss2, 4);
        expect(ss2, 6);
        send(ss2, 13);
        expect(ss2, 14);
        expect(ss2, 15);
        send(ss2, 16);
        serverSaw("ended cancelled-487");
    }

    @Test
    void parleyIsAlice() throws IOException {
        Peer ss1 = isCalled("ss1.atlanta.example.com", Transport.UDP);
        calls("sip:bob@biloxi.example.com", ss1);
        String invite = expect(ss1, 1);
        answer(ss1, 3, invite);
        answer(ss1, 8, invite);
        telephoneHangsUp();
        answer(ss1, 10, expect(ss1, 9));
        answer(ss1, 19, invite);
        expect(ss1, 20);
        telephoneSees("ended cancelled-487");
    }
}
