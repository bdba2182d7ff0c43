package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.config.CodecPolicy;
import io.parley.config.SrtpPolicy;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our answers to offers, <a href="https://www.rfc-editor.org/rfc/rfc3264">RFC 3264</a>. */
@Timeout(10)
class OfferAnswerTest {
    static final OfferAnswer.Local LOCAL = new OfferAnswer.Local("203.0.113.1", 20_000, 42, 7, Direction.SENDRECV);
    static final String HEAD = "v=0\r\no=alice 1 1 IN IP4 192.0.2.5\r\ns=-\r\nc=IN IP4 192.0.2.5\r\nt=0 0\r\n";
    private static final String PHONE = HEAD
            + "m=audio 4000 RTP/AVP 8 0 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:0 PCMU/8000\r\n"
            + "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=sendrecv\r\n";

    @Nested
    class Answering {
        @Test
        void anOrdinaryPhoneGetsItsFirstCodecAndEvents() {
            OfferAnswer.Answer answer = OfferAnswer.answer(PHONE, LOCAL, false);

            assertThat(answer.sdp())
                    .isEqualTo("v=0\r\no=- 42 7 IN IP4 203.0.113.1\r\ns=-\r\nc=IN IP4 203.0.113.1\r\nt=0 0\r\n"
                            + "m=audio 20000 RTP/AVP 8 101\r\na=rtpmap:8 PCMA/8000\r\n"
                            + "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-16\r\na=ptime:20\r\na=sendrecv\r\n");
            assertThat(answer.target())
                    .isEqualTo(new RtpTarget(
                            new InetSocketAddress("192.0.2.5", 4000),
                            null,
                            Codec.PCMA,
                            8,
                            8,
                            101,
                            101,
                            20,
                            Direction.SENDRECV,
                            false));
        }

        /** Whoever offers it can hear it, and callers are better understood. */
        @ParameterizedTest(name = "{0}")
        @ValueSource(
                strings = {
                    "m=audio 4000 RTP/AVP 9 0 8 101\r\n",
                    "m=audio 4000 RTP/AVP 0 8 9 101\r\n",
                    "m=audio 4000 RTP/AVP 0 9 101\r\na=rtpmap:9 G722/8000\r\n",
                    "m=audio 4000 RTP/AVP 0 9 101\r\na=rtpmap:9 g722/8000/1\r\n"
                })
        void widebandIsTakenBeforeNarrowband(String media) {
            OfferAnswer.Answer answer =
                    OfferAnswer.answer(HEAD + media + "a=rtpmap:101 telephone-event/8000\r\n", LOCAL, false);

            assertThat(answer.target().codec()).isEqualTo(Codec.G722);
            assertThat(answer.target().payloadType()).isEqualTo(9);
            assertThat(answer.target().dtmfPayloadType()).isEqualTo(101);
            assertThat(answer.sdp()).contains("m=audio 20000 RTP/AVP 9 101\r\na=rtpmap:9 G722/8000\r\n");
        }

        /** RFC 3551, section 4.5.2: 16 kHz audio under a clock of 8 kHz; a clock of 16 kHz is something else. */
        @Test
        void g722WithTheClockOfItsAudioIsNotTheCodecThatWeHave() {
            RtpTarget target = target(HEAD + "m=audio 4000 RTP/AVP 96 0\r\na=rtpmap:96 G722/16000\r\n");

            assertThat(target.codec()).isEqualTo(Codec.PCMU);
        }

        @Test
        void staticTypesNeedNoMapping() {
            RtpTarget target = target(HEAD + "m=audio 4000 RTP/AVP 0\r\n");

            assertThat(target.codec()).isEqualTo(Codec.PCMU);
            assertThat(target.dtmfPayloadType()).isEqualTo(-1);
            assertThat(target.receiveDtmfPayloadType()).isEqualTo(-1);
        }

        @Test
        void aDynamicTypeIsWhatItsMappingSays() {
            RtpTarget target = target(HEAD + "m=audio 4000 RTP/AVP 96 97 98\r\na=rtpmap:96 iLBC/8000\r\n"
                    + "a=rtpmap:97 pcmu/8000/1\r\na=rtpmap:98 TELEPHONE-EVENT/8000\r\n");

            assertThat(target.codec()).isEqualTo(Codec.PCMU);
            assertThat(target.payloadType()).isEqualTo(97);
            assertThat(target.receivePayloadType()).isEqualTo(97);
            assertThat(target.dtmfPayloadType()).isEqualTo(98);
        }

        @Test
        void aStaticTypeMappedToSomethingElseIsThatElse() {
            assertStatus(488, HEAD + "m=audio 4000 RTP/AVP 0\r\na=rtpmap:0 iLBC/8000\r\n");
        }

        @Test
        void eventsOfAnotherRateAreNotOurs() {
            RtpTarget target = target(HEAD + "m=audio 4000 RTP/AVP 0 101\r\na=rtpmap:101 telephone-event/48000\r\n");

            assertThat(target.dtmfPayloadType()).isEqualTo(-1);
        }

        @Test
        void everyOtherLineIsRefusedInItsPlace() {
            String offer = HEAD + "m=video 5000 RTP/AVP 96 97\r\na=rtpmap:96 H264/90000\r\n"
                    + "m=audio 4000 RTP/SAVP 0\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x\r\n"
                    + "m=audio 4002 RTP/AVP 0\r\n"
                    + "m=audio 4004 RTP/AVP 8\r\n"
                    + "m=application 9 UDP/BFCP *\r\n";

            String answer = OfferAnswer.answer(offer, LOCAL, false).sdp();

            assertThat(answer.lines().filter(line -> line.startsWith("m=")))
                    .containsExactly(
                            "m=video 0 RTP/AVP 96 97",
                            "m=audio 0 RTP/SAVP 0",
                            "m=audio 20000 RTP/AVP 0",
                            "m=audio 0 RTP/AVP 8",
                            "m=application 0 UDP/BFCP *");
            assertThat(target(offer).rtp().getPort()).isEqualTo(4002);
        }

        @Test
        void aFeedbackProfileIsAnsweredInKind() {
            String answer = OfferAnswer.answer(HEAD + "m=audio 4000 RTP/AVPF 0\r\n", LOCAL, false)
                    .sdp();

            assertThat(answer).contains("m=audio 20000 RTP/AVPF 0\r\n");
        }

        @Test
        void multiplexedRtcpIsNotAgreedTo() {
            OfferAnswer.Answer answer =
                    OfferAnswer.answer(HEAD + "m=audio 4000 RTP/AVP 0\r\na=rtcp-mux\r\na=rtcp:4000\r\n", LOCAL, false);

            assertThat(answer.sdp()).doesNotContain("rtcp-mux");
            assertThat(answer.target().rtcp()).isNull();
        }

        /** RFC 3605. */
        @ParameterizedTest
        @CsvSource({"a=rtcp:53020, 192.0.2.5, 53020", "a=rtcp:53020 IN IP4 198.51.100.1, 198.51.100.1, 53020"})
        void rtcpGoesWhereItIsAskedTo(String line, String host, int port) {
            RtpTarget target = target(HEAD + "m=audio 4000 RTP/AVP 0\r\n" + line + "\r\n");

            assertThat(target.rtcp()).isEqualTo(new InetSocketAddress(host, port));
        }

        @Test
        void theConnectionOfTheLineCountsBeforeTheSessions() {
            RtpTarget target = target(HEAD + "m=audio 4000 RTP/AVP 0\r\nc=IN IP4 198.51.100.7\r\n");

            assertThat(target.rtp()).isEqualTo(new InetSocketAddress("198.51.100.7", 4000));
        }

        @Test
        void anIpv6AddressIsRead() {
            OfferAnswer.Local local = new OfferAnswer.Local("2001:db8::1", 20_000, 1, 1, Direction.SENDRECV);
            String offer = HEAD + "m=audio 4000 RTP/AVP 0\r\nc=IN IP6 2001:db8::5\r\n";

            assertThat(OfferAnswer.audioAddress(offer, SrtpPolicy.OPTIONAL, false, CodecPolicy.DEFAULT))
                    .isEqualTo(Literal.parse("2001:db8::5"));
            assertThat(OfferAnswer.answer(offer, local, false).target().rtp())
                    .isEqualTo(new InetSocketAddress("2001:db8::5", 4000));
        }

        /** A socket of one family reaches nobody in the other, so the far end must hear that before it speaks. */
        @ParameterizedTest
        @CsvSource({"IP6 2001:db8::5, 203.0.113.1", "IP4 192.0.2.5, 2001:db8::1"})
        void answers488WhereTheAddressesAreNotOfOneFamily(String theirs, String ours) {
            OfferAnswer.Local local = new OfferAnswer.Local(ours, 20_000, 1, 1, Direction.SENDRECV);
            String offer = HEAD + "m=audio 4000 RTP/AVP 0\r\nc=IN " + theirs + "\r\n";

            assertThatThrownBy(() -> OfferAnswer.answer(offer, local, false))
                    .isInstanceOf(SdpException.class)
                    .hasMessageContaining("as ours is");
        }

        /** The old way to hold names nobody, so it may do so in either family. */
        @Test
        void theAddressThatMeansHoldBelongsToEitherFamily() {
            OfferAnswer.Local local = new OfferAnswer.Local("2001:db8::1", 20_000, 1, 1, Direction.SENDRECV);
            String offer = HEAD + "m=audio 4000 RTP/AVP 0\r\nc=IN IP4 0.0.0.0\r\n";

            assertThat(OfferAnswer.answer(offer, local, false).target().direction())
                    .isEqualTo(Direction.RECVONLY);
        }

        @Test
        void whatHasNoUsableAudioHasNoAddressOfAudio() {
            assertThat(OfferAnswer.audioAddress(HEAD, SrtpPolicy.OPTIONAL, false, CodecPolicy.DEFAULT))
                    .isNull();
            assertThat(OfferAnswer.audioAddress("rubbish", SrtpPolicy.OPTIONAL, false, CodecPolicy.DEFAULT))
                    .isNull();
        }

        @Test
        void ourOwnIpv6AddressIsWrittenAsOne() {
            OfferAnswer.Local local = new OfferAnswer.Local("2001:db8::1", 20_000, 1, 1, Direction.SENDRECV);

            assertThat(OfferAnswer.offer(local, null)).contains("c=IN IP6 2001:db8::1\r\n");
        }

        @ParameterizedTest(name = "{0}: {1} ms")
        @CsvSource({
            "a=ptime:20, 20", "a=ptime:10, 10", "a=ptime:30, 30", "a=ptime:60, 60", "a=ptime:5, 10",
            "a=ptime:25, 20", "a=ptime:200, 60", "a=ptime:20.0, 20", "a=ptime:abc, 20", "a=ptime:-5, 10",
            "a=maxptime:10, 10", "a=maxptime:150, 20", "a=x, 20"
        })
        void sendsWithThePacketTimeThatIsAskedForWithinReason(String line, int millis) {
            assertThat(target(HEAD + "m=audio 4000 RTP/AVP 0\r\n" + line + "\r\n")
                            .ptimeMillis())
                    .isEqualTo(millis);
        }

        /** Section 6.1. */
        @ParameterizedTest(name = "they {0}, we would {1}: {2}")
        @CsvSource({
            "sendrecv, SENDRECV, SENDRECV", "sendonly, SENDRECV, RECVONLY", "recvonly, SENDRECV, SENDONLY",
            "inactive, SENDRECV, INACTIVE", "sendrecv, SENDONLY, SENDONLY", "sendrecv, RECVONLY, RECVONLY",
            "sendrecv, INACTIVE, INACTIVE", "sendonly, SENDONLY, INACTIVE", "recvonly, RECVONLY, INACTIVE"
        })
        void mirrorsADirection(String theirs, Direction wish, Direction ours) {
            OfferAnswer.Local local = new OfferAnswer.Local("203.0.113.1", 20_000, 42, 7, wish);
            OfferAnswer.Answer answer =
                    OfferAnswer.answer(HEAD + "m=audio 4000 RTP/AVP 0\r\na=" + theirs + "\r\n", local, false);

            assertThat(answer.target().direction()).isEqualTo(ours);
            assertThat(answer.sdp()).endsWith("a=" + ours.name().toLowerCase(java.util.Locale.ROOT) + "\r\n");
        }

        @Test
        void aDirectionOfTheSessionHoldsUnlessTheLineHasItsOwn() {
            assertThat(target(HEAD + "a=sendonly\r\nm=audio 4000 RTP/AVP 0\r\n").direction())
                    .isEqualTo(Direction.RECVONLY);
            assertThat(target(HEAD + "a=sendonly\r\nm=audio 4000 RTP/AVP 0\r\na=sendrecv\r\n")
                            .direction())
                    .isEqualTo(Direction.SENDRECV);
        }

        /** Section 8.4. */
        @Test
        void theAddressThatMeansHoldIsOne() {
            OfferAnswer.Answer answer =
                    OfferAnswer.answer(HEAD + "m=audio 4000 RTP/AVP 0\r\nc=IN IP4 0.0.0.0\r\n", LOCAL, false);

            assertThat(answer.target().direction()).isEqualTo(Direction.RECVONLY);
            assertThat(answer.sdp()).endsWith("a=recvonly\r\n");
        }

        @ParameterizedTest(name = "{0}")
        @ValueSource(
                strings = {
                    "m=audio 4000 RTP/AVP 4 18\r\n",
                    "m=audio 4000 RTP/AVP 96\r\na=rtpmap:96 iLBC/8000\r\n",
                    "m=audio 4000 RTP/AVP 97\r\n",
                    "m=audio 0 RTP/AVP 0\r\n",
                    "m=audio 4000 RTP/SAVP 0\r\n",
                    "m=audio 4000 UDP/TLS/RTP/SAVPF 0\r\n",
                    "m=video 4000 RTP/AVP 0\r\n",
                    "m=image 4000 udptl t38\r\n",
                    "m=audio 4000 RTP/AVP 0\r\nc=IN IP4 phone.example.org\r\n",
                    "m=audio 4000 RTP/AVP 0\r\nc=IN IP4 224.2.1.1/127\r\n",
                    "m=audio 4000 RTP/AVP 0\r\nc=IN IP4 255.255.255.255\r\n",
                    ""
                })
        void answersWith488WhatCannotBeShared(String medias) {
            assertStatus(488, HEAD + medias);
        }

        @Test
        void theRefusalNamesWhatWasExpected() {
            assertThatThrownBy(() -> OfferAnswer.answer(HEAD + "m=audio 4000 RTP/AVP 18\r\n", LOCAL, false))
                    .hasMessageContaining("1 audio line(s), none of them usable")
                    .hasMessageContaining("G722/8000, PCMU/8000, PCMA/8000");
        }

        @ParameterizedTest(name = "{0}")
        @ValueSource(
                strings = {
                    "m=audio 4000 RTP/AVP 0\r\n",
                    "c=IN IP4 192.0.2.5\r\nm=audio 70000 RTP/AVP 0\r\n",
                    "c=IN IP4 192.0.2.5\r\nm=audio\r\n",
                    "c=IN IP4 192.0.2.5\r\nm=audio x RTP/AVP 0\r\n",
                    "c=IN IP4 192.0.2.5\r\nm=audio 4000 RTP/AVP 0\r\na=rtcp:99999\r\n",
                    "c=IN IP4 192.0.2.5\r\nm=audio 4000 RTP/AVP 300\r\na=rtpmap:300 PCMU/8000\r\n"
                })
        void answersWith400WhatCannotBeParsed(String rest) {
            assertStatus(400, "v=0\r\no=- 1 1 IN IP4 192.0.2.5\r\ns=-\r\n" + rest);
        }

        /** Section 8: the same offer is answered with the same words, so its version need not rise. */
        @Test
        void aRenewedOfferIsAnsweredInTheSameWords() {
            String first = OfferAnswer.answer(PHONE, LOCAL, false).sdp();

            assertThat(OfferAnswer.answer(PHONE.replace("alice 1 1", "alice 1 2"), LOCAL, false)
                            .sdp())
                    .isEqualTo(first);
            assertThat(OfferAnswer.answer(PHONE.replace("sendrecv", "sendonly"), LOCAL, false)
                            .sdp())
                    .isNotEqualTo(first);
        }
    }

    @Nested
    class LearningTheSource {
        @ParameterizedTest(name = "they {0}, we {1}, nat {2}: {3}")
        @CsvSource({
            "192.0.2.5, 203.0.113.1, false, false", "192.0.2.5, 203.0.113.1, true, true",
            "192.168.1.7, 203.0.113.1, false, true", "10.1.2.3, 203.0.113.1, false, true",
            "172.16.0.1, 203.0.113.1, false, true", "172.31.255.255, 203.0.113.1, false, true",
            "172.32.0.1, 203.0.113.1, false, false", "100.64.0.9, 203.0.113.1, false, true",
            "100.128.0.1, 203.0.113.1, false, false", "169.254.3.4, 203.0.113.1, false, true",
            "192.168.1.7, 192.168.1.2, false, false", "192.168.1.7, 10.0.0.2, false, true",
            "127.0.0.1, 127.0.0.1, false, false", "127.0.0.1, 203.0.113.1, false, false",
            "0.0.0.0, 203.0.113.1, false, false", "203.0.113.1, 127.0.0.1, false, true",
            "192.168.1.7, 127.0.0.1, false, true", "0.0.0.0, 127.0.0.1, false, false"
        })
        void whereTheAddressCannotBeRight(String theirs, String ours, boolean nat, boolean learns) {
            OfferAnswer.Local local = new OfferAnswer.Local(ours, 20_000, 42, 7, Direction.SENDRECV);
            String offer = PHONE.replace("192.0.2.5", theirs);

            assertThat(OfferAnswer.answer(offer, local, nat).target().learnSource())
                    .isEqualTo(learns);
        }

        @ParameterizedTest
        @CsvSource({
            "fd00::5, 2001:db8::1, true",
            "fd00::5, fd00::1, false",
            "2001:db8::5, 2001:db8::1, false",
            "2001:db8::5, ::1, true"
        })
        void forIpv6Too(String theirs, String ours, boolean learns) {
            OfferAnswer.Local local = new OfferAnswer.Local(ours, 20_000, 42, 7, Direction.SENDRECV);
            String offer = "v=0\r\nc=IN IP6 " + theirs + "\r\nm=audio 4000 RTP/AVP 0\r\n";

            assertThat(OfferAnswer.answer(offer, local, false).target().learnSource())
                    .isEqualTo(learns);
        }
    }

    static RtpTarget target(String offer) {
        return OfferAnswer.answer(offer, LOCAL, false).target();
    }

    private static void assertStatus(int status, String offer) {
        assertThatThrownBy(() -> OfferAnswer.answer(offer, LOCAL, false))
                .isInstanceOfSatisfying(
                        SdpException.class, e -> assertThat(e.status()).isEqualTo(status));
    }
}
