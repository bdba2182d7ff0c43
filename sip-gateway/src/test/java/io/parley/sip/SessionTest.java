package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.media.Direction;
import io.parley.media.OfferAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Offer and answer over the life of a call: RFC 3264, section 8. */
@Timeout(20)
class SessionTest {
    private static final Session FRESH =
            new Session(new OfferAnswer.Local("192.0.2.1", 20_000, 7, 1, Direction.SENDRECV), false, null, null);
    /** PCMU and digits under numbers of the far end's own choice. */
    private static final String DYNAMIC = Descriptions.audio("192.0.2.10", 40_000, "110 111", "sendrecv")
            .replace("a=rtpmap:101 ", "a=rtpmap:110 PCMU/8000\r\na=rtpmap:111 ");

    @Test
    void saysTheSameAgainWithoutANewVersion() {
        Session first = FRESH.answer(Descriptions.OFFER);
        assertThat(first.answer(Descriptions.OFFER).sdp()).isEqualTo(first.sdp());
    }

    @Test
    void raisesTheVersionByOneWhenItSaysSomethingNew() {
        Session held = FRESH.answer(Descriptions.OFFER).answer(Descriptions.HOLD);
        assertThat(held.sdp()).contains("o=", " 7 2 IN IP4 ", "a=recvonly");
        assertThat(held.isHeld()).isTrue();
    }

    /** RFC 3264, section 8.3.2: a number keeps its meaning for the whole session, also in an offer of ours. */
    @Test
    void keepsThePayloadTypesOfTheSessionInAnOfferOfItsOwn() {
        Session offered = FRESH.answer(DYNAMIC).offer();
        assertThat(offered.sdp()).contains("a=rtpmap:110 PCMU/8000", "a=rtpmap:111 telephone-event/8000");
        Session agreed = offered.accept(DYNAMIC);
        assertThat(agreed.target().receivePayloadType()).isEqualTo(110);
        assertThat(agreed.target().receiveDtmfPayloadType()).isEqualTo(111);
    }

    @Test
    void offersToTalkAgainWhileItIsHeld() {
        Session held = FRESH.answer(Descriptions.OFFER).answer(Descriptions.HOLD);
        Session offered = held.offer();
        assertThat(offered.sdp()).contains("a=sendrecv");
        assertThat(offered.isHeld()).as("until the answer comes").isTrue();
        assertThat(offered.accept(Descriptions.ANSWER).isHeld()).isFalse();
    }
}
