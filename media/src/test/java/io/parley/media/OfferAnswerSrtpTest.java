package io.parley.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.config.CodecPolicy;
import io.parley.config.SrtpPolicy;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys in session descriptions (RFC 4568). */
@Timeout(20)
class OfferAnswerSrtpTest {
    private static final String KEY = "inline:" + "A".repeat(40);
    private static final String GCM = "inline:" + "B".repeat(36) + "BA==";

    private static OfferAnswer.Local local(SrtpPolicy policy, boolean secure) {
        Crypto crypto = Crypto.fresh(policy, secure, new Random(1));
        return new OfferAnswer.Local("203.0.113.1", 20_000, 42, 7, Direction.SENDRECV, crypto);
    }

    private static String offer(String profile, String... crypto) {
        StringBuilder sdp = new StringBuilder("v=0\r\no=- 1 1 IN IP4 203.0.113.9\r\ns=-\r\nc=IN IP4 203.0.113.9\r\n"
                + "t=0 0\r\nm=audio 4000 " + profile + " 0\r\n");
        for (String line : crypto) {
            sdp.append("a=crypto:").append(line).append("\r\n");
        }
        return sdp.toString();
    }

    private static OfferAnswer.Answer answer(String offer, SrtpPolicy policy, boolean secure) {
        return OfferAnswer.answer(offer, local(policy, secure), false);
    }

    /** The first that we have is taken, its tag comes back, and the key is ours. */
    @ParameterizedTest
    @ValueSource(strings = {"RTP/SAVP", "RTP/SAVPF", "RTP/AVP", "RTP/AVPF"})
    void takesTheFirstSuiteItHas(String profile) {
        OfferAnswer.Answer answer = answer(
                offer(
                        profile,
                        "1 F8_128_HMAC_SHA1_80 " + KEY,
                        "2 AES_CM_128_HMAC_SHA1_80 " + KEY + "|2^48|1:4",
                        "3 AES_CM_128_HMAC_SHA1_80 " + KEY + " UNENCRYPTED_SRTP",
                        "4 AES_CM_128_HMAC_SHA1_32 " + KEY + "|2^31 WSH=128",
                        "5 AES_CM_128_HMAC_SHA1_80 " + KEY),
                SrtpPolicy.OPTIONAL,
                true);

        SrtpKeys keys = answer.target().srtp();
        assertThat(keys).isNotNull();
        assertThat(keys.theirs().suite()).isEqualTo(SrtpSuite.AES_CM_128_HMAC_SHA1_32);
        assertThat(answer.sdp())
                .contains("m=audio 20000 " + profile + " 0\r\n")
                .contains("a=crypto:4 AES_CM_128_HMAC_SHA1_32 inline:"
                        + keys.ours().base64() + "\r\n")
                .containsOnlyOnce("a=crypto:");
        assertThat(keys.ours()).isNotEqualTo(keys.theirs());
        assertThat(answer.toString())
                .contains("AES_CM_128_HMAC_SHA1_32")
                .doesNotContain(keys.ours().base64())
                .doesNotContain("A".repeat(40));
    }

    @ParameterizedTest
    @CsvSource({
        // profile, policy, by TLS
        "RTP/SAVP, OPTIONAL, false",
        "RTP/SAVP, REQUIRED, false",
        "RTP/AVP, REQUIRED, false",
        "RTP/SAVP, OFF, true",
        "UDP/TLS/RTP/SAVPF, OPTIONAL, true",
    })
    void refuses(String profile, SrtpPolicy policy, boolean secure) {
        String offer = offer(profile, "1 AES_CM_128_HMAC_SHA1_80 " + KEY);
        assertThatThrownBy(() -> answer(offer, policy, secure))
                .isInstanceOfSatisfying(
                        SdpException.class, e -> assertThat(e.status()).isEqualTo(488));
    }

    @Test
    void refusesPlainAudioWhereItMustBeEncrypted() {
        assertThatThrownBy(() -> answer(offer("RTP/AVP"), SrtpPolicy.REQUIRED, true))
                .hasMessageContaining("expected RTP/SAVP or RTP/SAVPF with a=crypto");
        assertThatThrownBy(() ->
                        answer(offer("RTP/SAVP", "1 AES_CM_128_HMAC_SHA1_80 inline:short"), SrtpPolicy.REQUIRED, true))
                .isInstanceOf(SdpException.class);
    }

    /** Keys that came in clear are worth nothing: without TLS they are not looked at. */
    @ParameterizedTest
    @CsvSource({"OPTIONAL, false", "OFF, true"})
    void takesPlainAudioWithKeysForPlainAudio(SrtpPolicy policy, boolean secure) {
        OfferAnswer.Answer answer = answer(offer("RTP/AVP", "1 AES_CM_128_HMAC_SHA1_80 " + KEY), policy, secure);

        assertThat(answer.target().srtp()).isNull();
        assertThat(answer.sdp()).doesNotContain("a=crypto");
    }

    /** What is logged of a description, also of one that cannot be read, has no key. */
    @Test
    void nothingPrintedHasAKey() {
        String offer = offer("RTP/SAVP", "1 AES_CM_128_HMAC_SHA1_80 " + KEY);
        assertThat(SdpReader.read(offer).toString()).contains("RTP/SAVP").doesNotContain(KEY);

        assertThatThrownBy(() -> SdpReader.read(offer + " a=crypto:2 " + KEY + "\r\n"))
                .isInstanceOf(SdpException.class)
                .hasMessageNotContaining("A".repeat(20));
    }

    /** Which family the audio goes by is asked of the line that will be answered, and of no other. */
    @ParameterizedTest
    @CsvSource({
        // policy, by TLS, address
        "OPTIONAL, true, 2001:db8::9",
        "REQUIRED, true, 2001:db8::9",
        "OPTIONAL, false, 203.0.113.9",
        "OFF, true, 203.0.113.9",
    })
    void theAddressIsThatOfTheLineThatIsTaken(SrtpPolicy policy, boolean secure, String address) {
        String both = offer("RTP/AVP") + "m=audio 4002 RTP/SAVP 0\r\nc=IN IP6 2001:db8::9\r\n"
                + "a=crypto:1 AEAD_AES_128_GCM " + GCM + "\r\n";

        assertThat(OfferAnswer.audioAddress(both, policy, secure, CodecPolicy.DEFAULT))
                .isEqualTo(Literal.parse(address));
    }

    /** Some offer the same audio twice, encrypted and not. */
    @Test
    void prefersTheLineThatIsEncrypted() {
        String both = offer("RTP/AVP") + "m=audio 4002 RTP/SAVP 0\r\na=crypto:1 AEAD_AES_128_GCM " + GCM + "\r\n";

        OfferAnswer.Answer answer = answer(both, SrtpPolicy.OPTIONAL, true);

        assertThat(answer.sdp()).contains("m=audio 0 RTP/AVP 0\r\n", "m=audio 20000 RTP/SAVP 0\r\n");
        assertThat(answer.target().rtp().getPort()).isEqualTo(4002);
    }

    @ParameterizedTest
    @CsvSource({"REQUIRED, RTP/SAVP", "OPTIONAL, RTP/AVP"})
    void offersEverySuiteByTls(SrtpPolicy policy, String profile) {
        OfferAnswer.Local local = local(policy, true);
        String offer = OfferAnswer.offer(local, null);

        assertThat(offer).contains("m=audio 20000 " + profile + " ");
        assertThat(offer.split("a=crypto:", -1)).hasSize(1 + SrtpSuite.values().length);

        OfferAnswer.Answer theirs = answer(offer, SrtpPolicy.REQUIRED, true);
        RtpTarget agreed = OfferAnswer.accept(theirs.sdp(), local, false);
        SrtpKeys keys = agreed.srtp();
        assertThat(keys).isNotNull();
        assertThat(keys.ours()).isEqualTo(theirs.target().srtp().theirs());
        assertThat(keys.theirs()).isEqualTo(theirs.target().srtp().ours());

        String again = OfferAnswer.offer(local, agreed);
        assertThat(again).contains("m=audio 20000 " + profile + " ", keys.ours().base64());
    }

    @Test
    void offersNoKeysInClear() {
        assertThat(OfferAnswer.offer(local(SrtpPolicy.OPTIONAL, false), null))
                .contains(" RTP/AVP ")
                .doesNotContain("a=crypto");
    }

    /** The tag says which of our keys is in use; another's would be none of ours. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "4 AES_CM_128_HMAC_SHA1_80",
                "9 AES_CM_128_HMAC_SHA1_80",
            })
    void refusesAnAnswerWithAnotherTag(String crypto) {
        assertThatThrownBy(() -> OfferAnswer.accept(
                        offer("RTP/SAVP", crypto + " " + KEY), local(SrtpPolicy.REQUIRED, true), false))
                .isInstanceOf(SdpException.class);
    }

    /** Who answers with a key encrypts; taken for plain audio it would be noise one way and our words in clear the other. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "4 AES_CM_128_HMAC_SHA1_80 KEY",
                "3 AES_CM_128_HMAC_SHA1_80 KEY|2^48|1:4",
                "3 AES_CM_128_HMAC_SHA1_80 KEY\r\na=crypto:4 AES_CM_128_HMAC_SHA1_32 KEY",
                "3 AES_CM_128_HMAC_SHA1_80 KEY\r\na=crypto:1 NONE",
            })
    void anAnswerWithKeysThatCannotBeUsedIsNotPlainAudio(String crypto) {
        assertThatThrownBy(() -> OfferAnswer.accept(
                        offer("RTP/AVP", crypto.replace("KEY", KEY)), local(SrtpPolicy.OPTIONAL, true), false))
                .isInstanceOfSatisfying(
                        SdpException.class, e -> assertThat(e.status()).isEqualTo(488))
                .hasMessageContaining("a=crypto")
                .hasMessageNotContaining(KEY);
    }

    @Test
    void keysThatNobodyHasOfferedTheirsForEncryptNothing() {
        String answer = offer("RTP/AVP", "3 AES_CM_128_HMAC_SHA1_80 " + KEY);
        assertThat(OfferAnswer.accept(answer, local(SrtpPolicy.OPTIONAL, false), false)
                        .srtp())
                .isNull();
    }

    /** A call that is encrypted is not made plain by an answer. */
    @Test
    void refusesAnAnswerWithAnotherProfile() {
        OfferAnswer.Local local = local(SrtpPolicy.OPTIONAL, true);
        RtpTarget current = OfferAnswer.answer(offer("RTP/SAVP", "1 AES_CM_128_HMAC_SHA1_80 " + KEY), local, false)
                .target();
        assertThat(OfferAnswer.offer(local, current)).contains(" RTP/SAVP ");

        assertThatThrownBy(() -> OfferAnswer.accept(offer("RTP/AVP"), local, false, current))
                .isInstanceOfSatisfying(
                        SdpException.class, e -> assertThat(e.status()).isEqualTo(488))
                .hasMessageContaining("expected RTP/SAVP");
        assertThat(OfferAnswer.accept(offer("RTP/SAVPF", "3 AES_CM_128_HMAC_SHA1_80 " + KEY), local, false, current)
                        .srtp())
                .isNotNull();
    }

    @Test
    void anAnswerWithoutKeysIsPlainWhereThatIsAllowed() {
        assertThat(OfferAnswer.accept(offer("RTP/AVP"), local(SrtpPolicy.OPTIONAL, true), false)
                        .srtp())
                .isNull();
        assertThatThrownBy(() -> OfferAnswer.accept(offer("RTP/AVP"), local(SrtpPolicy.REQUIRED, true), false))
                .isInstanceOf(SdpException.class);
    }
}
