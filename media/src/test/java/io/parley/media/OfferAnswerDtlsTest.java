package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.config.SrtpPolicy;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DTLS-SRTP, ICE, rtcp-mux and BUNDLE in session descriptions (RFC 5763, 8839, 5761, 9143). */
@Timeout(10)
class OfferAnswerDtlsTest {
    private static final String PRINT = "sha-256 " + "AB:".repeat(31) + "CD";
    private static final DtlsLocal DTLS = new DtlsLocal("sha-256 00:11", new IceCredentials("ufra", "secret"));
    /** What Chromium offers, without the codecs that nobody here has. */
    private static final String BROWSER = "v=0\r\no=- 4611731400430051336 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n"
            + "a=group:BUNDLE 0\r\na=extmap-allow-mixed\r\na=msid-semantic: WMS s\r\n"
            + "m=audio 9 UDP/TLS/RTP/SAVPF 9 0 8 110 126\r\nc=IN IP4 0.0.0.0\r\na=rtcp:9 IN IP4 0.0.0.0\r\n"
            + "a=ice-ufrag:4ZcD\r\na=ice-pwd:2/1muCWoOi3uLifh0NuRHlab\r\na=ice-options:trickle\r\n"
            + "a=fingerprint:" + PRINT + "\r\na=setup:actpass\r\na=mid:0\r\na=sendrecv\r\na=rtcp-mux\r\n"
            + "a=rtpmap:9 G722/8000\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\n"
            + "a=rtpmap:110 telephone-event/48000\r\na=rtpmap:126 telephone-event/8000\r\n";

    private static OfferAnswer.Local local(Crypto crypto) {
        return new OfferAnswer.Local("192.0.2.1", 20_000, 7, 1, Direction.SENDRECV, crypto);
    }

    private static OfferAnswer.Answer answer(String offer) {
        return OfferAnswer.answer(offer, local(Crypto.dtls(DTLS)), false);
    }

    @Test
    void aBrowsersOfferIsAnsweredByALiteAgentThatWaitsForTheHandshake() {
        OfferAnswer.Answer answer = answer(BROWSER);
        assertThat(answer.sdp())
                .contains("a=ice-lite\r\n", "a=group:BUNDLE 0\r\n")
                .contains("m=audio 20000 UDP/TLS/RTP/SAVPF 9 126\r\n")
                .contains("a=mid:0\r\n", "a=rtcp-mux\r\n", "a=setup:passive\r\n", "a=sendrecv\r\n")
                .contains("a=fingerprint:sha-256 00:11\r\n", "a=ice-ufrag:ufra\r\n", "a=ice-pwd:secret\r\n")
                .contains("a=candidate:1 1 udp 2130706431 192.0.2.1 20000 typ host\r\n", "a=end-of-candidates\r\n");
        RtpTarget target = answer.target();
        DtlsTarget dtls = Objects.requireNonNull(target.dtls());
        assertThat(dtls.fingerprint()).hasToString(PRINT);
        assertThat(dtls.ice()).isTrue();
        assertThat(dtls.mux()).isTrue();
        assertThat(target.signalled())
                .as("no address counts before ICE has found it")
                .isNull();
        assertThat(target.direction()).as("0.0.0.0 is no hold there").isEqualTo(Direction.SENDRECV);
        assertThat(target.learnSource()).isFalse();
        assertThat(target.isEncrypted()).isTrue();
        assertThat(target.dtmfPayloadType()).isEqualTo(126);
        assertThat(answer.toString()).doesNotContain("secret");
    }

    @Test
    void otherLinesAreRefusedAndStayOutOfTheBundle() {
        String video = "m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:1\r\na=rtcp-mux\r\n";
        String sdp = answer(BROWSER.replace("BUNDLE 0", "BUNDLE 0 1") + video).sdp();
        assertThat(sdp)
                .contains("a=group:BUNDLE 0\r\n")
                .as("a browser takes no answer in which a line has lost its name")
                .endsWith("m=video 0 UDP/TLS/RTP/SAVPF 96\r\na=mid:1\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UDP/TLS/RTP/SAVP", "UDP/TLS/RTP/SAVPF", "RTP/SAVPF", "RTP/SAVP"})
    void theAnswerHasTheProfileOfTheOffer(String profile) {
        String sdp = answer(BROWSER.replace("UDP/TLS/RTP/SAVPF", profile)).sdp();
        assertThat(sdp).contains("m=audio 20000 " + profile + " 9");
    }

    @Test
    void withoutIceTheAddressIsThatOfTheDescription() {
        String offer = BROWSER.replaceAll("a=ice-[^\r]*\r\n", "")
                .replace("audio 9 ", "audio 4000 ")
                .replace("a=rtcp:9 IN IP4 0.0.0.0\r\n", "")
                .replace("IP4 0.0.0.0", "IP4 192.0.2.10");
        OfferAnswer.Answer answer = answer(offer);
        assertThat(answer.target().signalled()).isEqualTo(Packets.FAR);
        assertThat(answer.sdp()).contains("a=setup:passive\r\n").doesNotContain("ice", "candidate");
    }

    @Test
    void whatTheSessionSaysHoldsForTheLine() {
        String print = "a=fingerprint:" + PRINT + "\r\n";
        String offer = BROWSER.replace(print, "").replace("t=0 0\r\n", "t=0 0\r\n" + print);
        assertThat(Objects.requireNonNull(answer(offer).target().dtls()).fingerprint())
                .hasToString(PRINT);
    }

    /** RFC 8122, section 5. */
    @Test
    void ofSeveralFingerprintsTheFirstThatCanBeCheckedCounts() {
        String line = "a=fingerprint:" + PRINT + "\r\n";
        String old = "a=fingerprint:sha-1 " + "AB:".repeat(19) + "CD\r\n";
        String other = "a=fingerprint:sha-256 " + "00:".repeat(31) + "00\r\n";
        String ofLine = BROWSER.replace(line, old + line + other).replace("t=0 0\r\n", "t=0 0\r\n" + other);
        String ofSession = BROWSER.replace(line, "").replace("t=0 0\r\n", "t=0 0\r\n" + old + line + other);
        for (String offer : new String[] {ofLine, ofSession}) {
            assertThat(Objects.requireNonNull(answer(offer).target().dtls()).fingerprint())
                    .hasToString(PRINT);
        }
    }

    /** RFC 8842, section 4: the certificate and the id tell an association, not the fragment of ICE. */
    @Test
    void anotherIdIsAnotherAssociationAndAnotherFragmentIsNot() {
        String first = BROWSER + "a=tls-id:abc3de65cddef001be82\r\n";
        DtlsTarget before = Objects.requireNonNull(answer(first).target().dtls());
        DtlsTarget restarted =
                Objects.requireNonNull(answer(first.replace("4ZcD", "5ZcD").replace("2/1mu", "3/1mu"))
                        .target()
                        .dtls());
        DtlsTarget next = Objects.requireNonNull(
                answer(first.replace("abc3", "abc4")).target().dtls());
        assertThat(restarted.continues(before)).isTrue();
        assertThat(restarted.ufrag()).isEqualTo("5ZcD");
        assertThat(next.continues(before)).isFalse();
    }

    @Test
    void theirPasswordIsNotKept() {
        assertThat(answer(BROWSER).toString()).contains("4ZcD").doesNotContain("muCWoOi3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=setup:actpass | a=setup:passive",
                "a=setup:actpass | a=setup:holdconn",
                "sha-256 | sha-1",
                "a=rtcp-mux | a=x",
                "UDP/TLS/RTP/SAVPF | RTP/AVP",
                "AB:AB | AB:",
                "a=fingerprint: | a=x:",
            })
    void whatCannotBeSecuredIsRefused(String what, String by) {
        String offer = BROWSER.replace(what, by);
        assertThatThrownBy(() -> answer(offer))
                .isInstanceOfSatisfying(
                        SdpException.class, e -> assertThat(e.status()).isEqualTo(488));
    }

    /** Whoever can change a fingerprint on the way can be in between. */
    @ParameterizedTest
    @CsvSource({
        "OFF, true, false",
        "OPTIONAL, false, true",
        "OPTIONAL, true, true",
        "REQUIRED, true, true",
        "REQUIRED, false, false"
    })
    void aTrunksPolicyHoldsForDtlsToo(SrtpPolicy policy, boolean secure, boolean taken) {
        Crypto crypto = new Crypto(policy, secure, Map.of()).with(DTLS);
        if (taken) {
            assertThat(OfferAnswer.answer(BROWSER, local(crypto), false)
                            .target()
                            .dtls())
                    .isNotNull();
        } else {
            assertThatThrownBy(() -> OfferAnswer.answer(BROWSER, local(crypto), false))
                    .isInstanceOf(SdpException.class);
        }
    }

    @Test
    void aRenewedSessionGoesOnWithItsHandshake() {
        RtpTarget current = answer(BROWSER).target();
        String offer = OfferAnswer.offer(local(Crypto.dtls(DTLS)), current);
        assertThat(offer)
                .contains("m=audio 20000 UDP/TLS/RTP/SAVPF 9 ")
                .contains("a=setup:actpass\r\n", "a=fingerprint:sha-256 00:11\r\n", "a=ice-lite\r\n", "a=mid:0\r\n");
        String renewed = BROWSER.replace("a=setup:actpass", "a=setup:active");
        RtpTarget again = OfferAnswer.accept(renewed, local(Crypto.dtls(DTLS)), false, current);
        assertThat(again.dtls()).isEqualTo(current.dtls());
    }
}
