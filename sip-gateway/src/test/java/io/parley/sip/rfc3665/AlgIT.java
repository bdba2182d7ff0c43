package io.parley.sip.rfc3665;

import io.parley.config.Transport;
import io.parley.sip.CallFlow;
import io.parley.sip.Peer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc3665#section-3.5">RFC 3665, section 3.5</a>, session through a SIP ALG.
 * The INVITE comes by a proxy that does not stay in the path, everything after it by the gateway that does.
 */
class AlgIT extends CallFlow {
    AlgIT() {
        super("3.05_session-through-a-sip-alg");
    }

    @Test
    void parleyIsBob() throws IOException {
        Peer ss2 = plays("ss2.biloxi.example.com", Transport.UDP);
        Peer alg = plays("alg1.atlanta.example.com", Transport.UDP);
        send(ss2, 4);
        expect(ss2, 6);
        expect(ss2, 9);
        send(alg, 13);
        send(alg, 15);
        expect(alg, 16);
        serverSaw("answered", "ended caller-hung-up");
    }

    @Test
    void parleyIsAlice() throws IOException {
        Peer alg = isCalled("alg1.atlanta.example.com", Transport.UDP);
        calls("sip:bob@biloxi.example.com", alg);
        String invite = expect(alg, 1);
        answer(alg, 3, invite);
        answer(alg, 8, invite);
        answer(alg, 11, invite);
        expect(alg, 12);
        telephoneSees("answered");
        telephoneHangsUp();
        answer(alg, 17, expect(alg, 14));
        telephoneSees("ended agent-ended");
    }
}
