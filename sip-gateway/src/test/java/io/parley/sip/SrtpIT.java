package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.config.SrtpPolicy;
import io.parley.config.TlsConfig;
import io.parley.config.Transport;
import io.parley.config.Trunk;
import io.parley.config.TrunkPolicy;
import io.parley.media.MediaCounter;
import io.parley.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who wants what of SRTP, and what a call then is. Both ends are ours; others' are in {@code BaresipTlsIT}. */
@Timeout(60)
class SrtpIT {
    private static final TestCertificates CERTIFICATES = new TestCertificates("srtp");

    private TestGateway gateway;
    private TestPhone phone;

    private void start(SrtpPolicy trunk, SrtpPolicy telephone) {
        TestGateway.Options options = TestGateway.Options.standard();
        TlsConfig certificate = CERTIFICATES.of(options.address());
        Trunk loopback = new Trunk("loopback", List.of("127.0.0.0/8"), false, 503).with(TrunkPolicy.NONE.with(trunk));
        gateway = new TestGateway(options.trunks(loopback).tls(certificate));
        phone = new TestPhone(
                SipTimings.standard(Duration.ofMinutes(5)), RawPeer.loopback(), CERTIFICATES.trust(), telephone);
    }

    @AfterEach
    void stop() {
        phone.isEmpty();
        gateway.isEmpty();
        phone.close();
        gateway.close();
    }

    private TestPhone.Line call(Transport transport) {
        return phone.call(TestPhone.uri("tone", gateway.address(transport), transport));
    }

    @ParameterizedTest
    @CsvSource({
        // trunk, telephone, transport, encrypted
        "OPTIONAL, OPTIONAL, TLS, true",
        "REQUIRED, OPTIONAL, TLS, true",
        "OPTIONAL, REQUIRED, TLS, true",
        "REQUIRED, REQUIRED, TLS, true",
        "OFF, OPTIONAL, TLS, false",
        "OPTIONAL, OFF, TLS, false",
        "OPTIONAL, OPTIONAL, TCP, false",
    })
    void isHeardBothWays(SrtpPolicy trunk, SrtpPolicy telephone, Transport transport, boolean encrypted) {
        start(trunk, telephone);
        TestPhone.Line line = call(transport);
        assertThat(line.next()).isEqualTo("answered");
        assertThat(((MediaLeg) line.leg).media().isEncrypted()).isEqualTo(encrypted);
        Eventually.isTrue("the tone is heard", () -> line.loudest > 4_000);
        line.dial("42#");
        Eventually.isTrue("three digits came", () -> gateway.agent.only().events.contains("digit #"));

        line.hold(true);
        assertThat(line.next()).isEqualTo("hold 200");
        line.loudest = 0;
        line.hold(false);
        assertThat(line.next()).isEqualTo("hold 200");
        Eventually.isTrue("the tone is heard again", () -> line.loudest > 4_000);
        line.hangUp();
        assertThat(line.next()).isEqualTo("ended agent-ended");
        assertThat(phone.media.counters().get(MediaCounter.SRTP_REFUSED)).isZero();
        assertThat(gateway.media.counters().get(MediaCounter.SRTP_REFUSED)).isZero();
    }

    /** RFC 4568, section 7: keys in clear are none, and what is to be encrypted is not spoken in clear instead. */
    @ParameterizedTest
    @CsvSource({
        "REQUIRED, OFF, TLS",
        "OFF, REQUIRED, TLS",
        "REQUIRED, OPTIONAL, TCP",
        "REQUIRED, OPTIONAL, UDP",
    })
    void isRefused(SrtpPolicy trunk, SrtpPolicy telephone, Transport transport) {
        start(trunk, telephone);
        assertThat(call(transport).next()).isEqualTo("ended rejected-488");
        Eventually.isTrue("it is counted", () -> gateway.count(SipCounter.CALLS_REFUSED_MEDIA) == 1);
    }

    /** Who leaves the offer to us hears so at once, and not when everybody has picked up. */
    @Test
    void refusesToOfferWithoutTls() {
        start(SrtpPolicy.REQUIRED, SrtpPolicy.OPTIONAL);
        try (RawPeer caller = new RawPeer(gateway.address(Transport.UDP))) {
            caller.send(caller.request("INVITE", "tone", 1, "b", "", "Content-Length: 0"));
            caller.receive("SIP/2.0 100");
            assertThat(caller.receive()).startsWith("SIP/2.0 488").contains("expected TLS");
        }
        Eventually.isTrue("it is counted", () -> gateway.count(SipCounter.CALLS_REFUSED_MEDIA) == 1);
    }

    @Test
    void callsNobodyInClearWhereItMustNot() {
        start(SrtpPolicy.OPTIONAL, SrtpPolicy.REQUIRED);
        assertThatThrownBy(() -> call(Transport.TCP)).hasMessageContaining("srtp: required takes transport tls");
        assertThat(gateway.agent.calls).isEmpty();
    }
}
