package io.parley.media;

import static io.parley.media.OfferAnswerTest.HEAD;
import static io.parley.media.OfferAnswerTest.LOCAL;
import static io.parley.media.OfferAnswerTest.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Offers of ours and what is answered to them, <a href="https://www.rfc-editor.org/rfc/rfc3264">RFC 3264</a>. */
@Timeout(10)
class OfferTest {
    @Test
    void offersEverythingWeHave() {
        assertThat(OfferAnswer.offer(LOCAL, null))
                .isEqualTo(
                        "v=0\r\no=- 42 7 IN IP4 203.0.113.1\r\ns=-\r\nc=IN IP4 203.0.113.1\r\nt=0 0\r\n"
                                + "m=audio 20000 RTP/AVP 9 0 8 101\r\na=rtpmap:9 G722/8000\r\na=rtpmap:0 PCMU/8000\r\n"
                                + "a=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-16\r\na=ptime:20\r\na=sendrecv\r\n");
    }

    @Test
    void aRenewedOfferKeepsCodecAndNumbers() {
        RtpTarget current = target(HEAD + "m=audio 4000 RTP/AVP 101 96\r\na=rtpmap:101 PCMA/8000\r\n"
                + "a=rtpmap:96 telephone-event/8000\r\n");

        assertThat(OfferAnswer.offer(LOCAL, current))
                .contains("m=audio 20000 RTP/AVP 101 9 0 96\r\na=rtpmap:101 PCMA/8000\r\na=rtpmap:9 G722/8000\r\n"
                        + "a=rtpmap:0 PCMU/8000\r\n");
    }

    @Test
    void eventsGetAFreeNumberWhenTheUsualOneIsTaken() {
        RtpTarget current = target(HEAD + "m=audio 4000 RTP/AVP 101\r\na=rtpmap:101 PCMA/8000\r\n");

        assertThat(OfferAnswer.offer(LOCAL, current)).contains("RTP/AVP 101 9 0 96\r\n");
    }

    /** Section 6.1: each side sends with the numbers of the other. */
    @Test
    void anAnswerMayUseOtherNumbersThanWeOffered() {
        RtpTarget target = OfferAnswer.accept(
                HEAD
                        + "m=audio 4000 RTP/AVP 97 110\r\n"
                        + "a=rtpmap:97 PCMA/8000\r\n"
                        + "a=rtpmap:110 telephone-event/8000\r\n",
                LOCAL,
                false);

        assertThat(target.codec()).isEqualTo(Codec.PCMA);
        assertThat(target.payloadType()).isEqualTo(97);
        assertThat(target.receivePayloadType()).isEqualTo(8);
        assertThat(target.dtmfPayloadType()).isEqualTo(110);
        assertThat(target.receiveDtmfPayloadType()).isEqualTo(101);
    }

    /** Section 6.1: it will send the one that it prefers. */
    @Test
    void ofSeveralCodecsInAnAnswerTheFirstCounts() {
        RtpTarget target = OfferAnswer.accept(HEAD + "m=audio 4000 RTP/AVP 8 9\r\n", LOCAL, false);

        assertThat(target.codec()).isEqualTo(Codec.PCMA);
    }

    @Test
    void anAnswerToARenewedOfferIsReadWithItsNumbers() {
        RtpTarget current = target(HEAD + "m=audio 4000 RTP/AVP 99 98\r\na=rtpmap:99 PCMA/8000\r\n"
                + "a=rtpmap:98 telephone-event/8000\r\n");
        RtpTarget renewed = OfferAnswer.accept(
                HEAD
                        + "m=audio 4000 RTP/AVP 99 98\r\n"
                        + "a=rtpmap:99 PCMA/8000\r\n"
                        + "a=rtpmap:98 telephone-event/8000\r\n",
                LOCAL,
                false,
                current);

        assertThat(renewed.receivePayloadType()).isEqualTo(99);
        assertThat(renewed.receiveDtmfPayloadType()).isEqualTo(98);
    }

    @Test
    void anAnswerThatRefusesIs488() {
        assertThatThrownBy(() -> OfferAnswer.accept(HEAD + "m=audio 0 RTP/AVP 0\r\n", LOCAL, false))
                .isInstanceOfSatisfying(
                        SdpException.class, e -> assertThat(e.status()).isEqualTo(488));
    }

    @Test
    void anAnswersDirectionIsSeenFromOurSide() {
        RtpTarget target = OfferAnswer.accept(HEAD + "m=audio 4000 RTP/AVP 0\r\na=recvonly\r\n", LOCAL, false);

        assertThat(target.direction()).isEqualTo(Direction.SENDONLY);
    }
}
