package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.SrtpPolicy;
import io.parley.config.TlsConfig;
import io.parley.config.Transport;
import io.parley.config.Trunk;
import io.parley.config.TrunkPolicy;
import io.parley.media.MediaCounter;
import io.parley.testkit.Eventually;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody else's TLS (OpenSSL) and SRTP (libre): baresip calls us, and we call it; each hears the other's tone. */
@Timeout(90)
class BaresipTlsIT {
    private static final int LOUD = 3_000;
    private static final TestCertificates CERTIFICATES = new TestCertificates("baresip");

    private final TestGateway.Options options = TestGateway.Options.standard();
    private TestGateway gateway;

    private void start(SrtpPolicy srtp) {
        TlsConfig certificate = CERTIFICATES.of(options.address());
        Trunk loopback = new Trunk("loopback", List.of("127.0.0.0/8"), false, 503).with(TrunkPolicy.NONE.with(srtp));
        gateway = new TestGateway(options.trunks(loopback).tls(certificate));
    }

    @AfterEach
    void stop() {
        if (gateway != null) {
            gateway.close();
        }
    }

    private TlsBaresip baresip(String encryption, String... commands) {
        InetAddress host = RawPeer.loopback();
        return new TlsBaresip(host, CERTIFICATES.of(host), encryption, commands);
    }

    @ParameterizedTest
    @CsvSource({
        // baresip's account, our trunk, encrypted; mandf offers RTP/AVP with keys
        "srtp-mand, REQUIRED, true",
        "srtp-mandf, REQUIRED, true",
        "srtp, OPTIONAL, true",
        "'', OPTIONAL, false",
        "srtp, OFF, false",
    })
    void callsUs(String encryption, SrtpPolicy srtp, boolean encrypted) {
        start(srtp);
        String uri = TestPhone.uri("tone", gateway.address(Transport.TLS), Transport.TLS);
        try (TlsBaresip baresip = baresip(encryption, "/dial " + uri)) {
            Eventually.isTrue(
                    () -> "we hear it; " + baresip.screen(),
                    Duration.ofSeconds(20),
                    () -> gateway.agent.calls.size() == 1 && gateway.agent.only().loudest > LOUD);
            Eventually.isTrue(
                    () -> "it hears us; " + baresip.screen(), Duration.ofSeconds(20), () -> baresip.loudest() > LOUD);
            assertThat(((MediaLeg) gateway.agent.only().leg).media().isEncrypted())
                    .isEqualTo(encrypted);
            assertThat(gateway.media.counters().get(MediaCounter.SRTP_REFUSED)).isZero();
        }
        gateway.isEmpty();
    }

    @Test
    void callsUsWithOpus() {
        start(SrtpPolicy.REQUIRED);
        String uri = TestPhone.uri("tone", gateway.address(Transport.TLS), Transport.TLS);
        InetAddress host = RawPeer.loopback();
        try (TlsBaresip baresip = TlsBaresip.withOpus(host, CERTIFICATES.of(host), "srtp-mand", "/dial " + uri)) {
            Eventually.isTrue(
                    () -> "we hear it; " + baresip.screen(),
                    Duration.ofSeconds(20),
                    () -> gateway.agent.calls.size() == 1 && gateway.agent.only().loudest > LOUD);
            Eventually.isTrue(
                    () -> "it hears us; " + baresip.screen(), Duration.ofSeconds(20), () -> baresip.loudest() > LOUD);
        }
        gateway.isEmpty();
    }

    @Test
    void isRefusedInClear() {
        start(SrtpPolicy.REQUIRED);
        String uri = TestPhone.uri("tone", gateway.address(Transport.TLS), Transport.TLS);
        try (TlsBaresip baresip = baresip("", "/dial " + uri)) {
            Eventually.isTrue(
                    () -> "it is told 488; " + baresip.screen(),
                    Duration.ofSeconds(20),
                    () -> baresip.screen().contains("488"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "srtp-mand, REQUIRED, true",
        "srtp, OPTIONAL, true",
        "'', OPTIONAL, false",
    })
    void isCalledByUs(String encryption, SrtpPolicy srtp, boolean encrypted) {
        try (TlsBaresip baresip = baresip(encryption);
                TestPhone phone = new TestPhone(
                        SipTimings.standard(Duration.ofMinutes(5)), RawPeer.loopback(), CERTIFICATES.trust(), srtp)) {
            Eventually.isTrue(
                    () -> "it listens; " + baresip.screen(),
                    Duration.ofSeconds(10),
                    () -> baresip.screen().contains("baresip is ready"));
            TestPhone.Line line = phone.call(TestPhone.uri("ann", baresip.address, Transport.TLS));
            assertThat(line.next()).as(baresip::screen).isEqualTo("answered");
            Eventually.isTrue(
                    () -> "we hear it; " + baresip.screen(), Duration.ofSeconds(20), () -> line.loudest > LOUD);
            assertThat(((MediaLeg) line.leg).media().isEncrypted()).isEqualTo(encrypted);
            line.hangUp();
            assertThat(line.next()).isEqualTo("ended agent-ended");
            phone.isEmpty();
        }
    }
}
