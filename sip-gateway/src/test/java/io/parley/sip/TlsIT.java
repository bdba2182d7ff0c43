package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.config.TlsConfig;
import io.parley.config.Transport;
import io.parley.testkit.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3261, section 26: who gets TLS, and who does not. A call with the right certificates is up beside it. */
@Timeout(90)
class TlsIT {
    private static final TestCertificates OURS = new TestCertificates("ours");
    private static final TestCertificates OTHERS = new TestCertificates("others");

    private final TestGateway.Options options = TestGateway.Options.standard();
    private final TlsConfig certificate = OURS.of(options.address());
    private TestGateway gateway;
    private TestPhone phone;
    private TestPhone.Line beside;

    @BeforeEach
    void start() {
        start(certificate, OURS.trust());
    }

    private void start(TlsConfig server, TlsConfig client) {
        gateway = new TestGateway(options.tls(server));
        phone = new TestPhone(SipTimings.standard(Duration.ofMinutes(5)), RawPeer.loopback(), client);
        beside = phone.call(uri("tone"));
        assertThat(beside.next()).isEqualTo("answered");
    }

    /** The call beside has heard nothing of it. */
    @AfterEach
    void stop() {
        int ticks = beside.ticks;
        Eventually.isTrue("the call beside goes on", () -> beside.ticks > ticks + 2);
        beside.hangUp();
        assertThat(beside.next()).isEqualTo("ended agent-ended");
        gateway.isEmpty();
        phone.close();
        gateway.close();
    }

    private String uri(String number) {
        return TestPhone.uri(number, gateway.address(Transport.TLS), Transport.TLS);
    }

    private String client(Object... words) {
        InetSocketAddress at = gateway.address(Transport.TLS);
        Object[] all = new Object[words.length + 3];
        all[0] = "s_client";
        all[1] = "-connect";
        all[2] = at.getAddress().getHostAddress() + ":" + at.getPort();
        System.arraycopy(words, 0, all, 3, words.length);
        return TestCertificates.openssl(all);
    }

    @ParameterizedTest
    @CsvSource({"-tls1_2, TLSv1.2", "-tls1_3, TLSv1.3"})
    void speaksTls(String version, String protocol) {
        assertThat(client(version, "-CAfile", OURS.authority, "-verify_return_error"))
                .contains(protocol + ", Cipher is ")
                .contains("Verify return code: 0 (ok)");
    }

    /** RFC 8996 and RFC 9325, section 4.1: nothing old, nothing without forward secrecy, nothing anonymous. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-tls1 -cipher DEFAULT:@SECLEVEL=0",
                "-tls1_1 -cipher DEFAULT:@SECLEVEL=0",
                "-tls1_2 -cipher AES128-GCM-SHA256",
                "-tls1_2 -cipher ECDHE-ECDSA-AES128-SHA",
                "-tls1_2 -cipher aNULL:@SECLEVEL=0",
            })
    void refusesWhatIsWeak(String words) {
        long failed = gateway.gateway.counters().get(SipCounter.TLS_FAILED);

        assertThat(client((Object[]) words.split(" "))).contains("Cipher is (NONE)");

        Eventually.isTrue("it is counted", () -> gateway.gateway.counters().get(SipCounter.TLS_FAILED) == failed + 1);
    }

    /** RFC 5922, section 4: whom we call must be who the configuration says. */
    @Test
    void callsNobodyWithTheNameOfAnother() {
        isNotCalled(
                there -> OURS.of("IP:192.0.2.1,DNS:pbx.example.org"), "expected a certificate whose subjectAltName");
    }

    @Test
    void callsNobodyOfAnotherAuthority() {
        isNotCalled(OTHERS::of, "unable to find valid certification path");
    }

    @Test
    void callsNobodyWhoseCertificateHasExpired() {
        isNotCalled(there -> OURS.of("IP:" + there.getHostAddress(), -1), "validity check failed");
    }

    /** @param theirs their certificate, where they are */
    private void isNotCalled(Function<InetAddress, TlsConfig> theirs, String why) {
        TestGateway.Options there = TestGateway.Options.standard();
        try (Logged log = new Logged(Tls.class);
                TestGateway other = new TestGateway(there.tls(theirs.apply(there.address())))) {
            TestPhone.Line line = phone.call(TestPhone.uri("tone", other.address(Transport.TLS), Transport.TLS));

            assertThat(line.next()).startsWith("ended rejected-");
            assertThat(other.agent.calls).isEmpty();
            assertThat(phone.phone.counters().get(SipCounter.TLS_FAILED)).isPositive();
            assertThat(log.lines())
                    .anyMatch(said -> said.contains(there.address().getHostAddress()) && said.contains(why));
        }
    }

    /** Mutual TLS: who has no certificate of ours does not get in, with whatever he sends. */
    @Test
    void asksForCertificatesWhereItIsTold() {
        stop();
        TlsConfig mutual = new TlsConfig(
                certificate.certificate(), certificate.key(), OURS.authority, TlsConfig.Clients.CERTIFIED);
        start(mutual, OURS.of("DNS:phone.example.org"));

        isRefused(OURS.trust());
        isRefused(OTHERS.of("DNS:phone.example.org"));
    }

    private void isRefused(TlsConfig who) {
        String[] words = who.certificate() == null || who.key() == null
                ? new String[0]
                : new String[] {
                    "-cert", who.certificate().toString(), "-key", who.key().toString()
                };
        long failed = gateway.gateway.counters().get(SipCounter.TLS_FAILED);
        assertThat(client("-tls1_2", words)).contains("alert");
        Eventually.isTrue("it is counted", () -> gateway.gateway.counters().get(SipCounter.TLS_FAILED) > failed);
    }

    /** A new certificate is taken up without a restart, a broken one is not, and the call goes on. */
    @Test
    void readsItsCertificateAgain() throws IOException {
        TlsConfig renewed = OURS.of("IP:" + options.address().getHostAddress() + ",DNS:renewed.example.org");
        TestCertificates.replace(certificate, renewed);
        assertThat(gateway.gateway.endpoint().refreshCertificates().await()).isTrue();
        assertThat(client("-CAfile", OURS.authority, "-verify_hostname", "renewed.example.org"))
                .contains("Verify return code: 0 (ok)");

        Files.writeString(certificate.certificate(), "half a file");
        assertThat(gateway.gateway.endpoint().refreshCertificates().await()).isFalse();
        assertThat(client("-CAfile", OURS.authority, "-verify_hostname", "renewed.example.org"))
                .contains("Verify return code: 0 (ok)");
    }

    /** In TLS 1.2 each would cost us more than whoever asks for it. */
    @Test
    void shakesHandsOnce() throws IOException {
        InetSocketAddress at = gateway.address(Transport.TLS);
        Path typed = Files.writeString(folder.resolve("typed"), "R\n");
        String connect = at.getAddress().getHostAddress() + ":" + at.getPort();
        assertThat(TestCertificates.openssl(typed, "s_client", "-tls1_2", "-connect", connect))
                .contains("RENEGOTIATING")
                .contains("alert handshake failure");
    }

    /** Who connects and says nothing, or half of a hello, is closed. */
    @Test
    void waitsNoLongerThanFiveSecondsForAHandshake() throws IOException {
        InetSocketAddress at = gateway.address(Transport.TLS);
        try (Socket silent = new Socket(at.getAddress(), at.getPort());
                Socket half = new Socket(at.getAddress(), at.getPort())) {
            half.getOutputStream().write(new byte[] {22, 3, 1, 2, 0, 1});
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
            assertThat(half.getInputStream().readAllBytes()).hasSizeLessThan(8); // an alert at most
        }
        Eventually.isTrue("both are counted", () -> gateway.gateway.counters().get(SipCounter.TLS_FAILED) == 2);
    }

    /** The limits of TCP hold for TLS: here two connections of one source, one of which the call beside has. */
    @Test
    void takesOnlySoManyConnectionsOfOneSource() throws IOException {
        stop();
        GateLimits few = new GateLimits(1_000, 10, 100, 100, 2, Duration.ofMinutes(3), 1_000);
        gateway = new TestGateway(options.gate(few).tls(certificate));
        phone = new TestPhone(SipTimings.standard(Duration.ofMinutes(5)), RawPeer.loopback(), OURS.trust());
        beside = phone.call(uri("tone"));
        assertThat(beside.next()).isEqualTo("answered");
        InetSocketAddress at = gateway.address(Transport.TLS);
        InetAddress from = phone.address(Transport.TLS).getAddress();
        try (Socket second = new Socket(at.getAddress(), at.getPort(), from, 0);
                Socket third = new Socket(at.getAddress(), at.getPort(), from, 0)) {
            assertThat(third.getInputStream().read()).isEqualTo(-1);
            assertThat(gateway.gateway.counters().get(SipCounter.CONNECTIONS_REFUSED))
                    .isEqualTo(1);
            assertThat(second.isConnected()).isTrue();
        }
    }

    @TempDir
    Path folder;

    @Test
    void saysAtTheStartWhatIsWrong() throws IOException {
        Path none = folder.resolve("none.pem");
        Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing\n");
        TlsConfig other = OURS.of("DNS:other.example.org");

        doesNotStart(none, certificate.key(), "sip.tls.certificate " + none + ": expected a file that can be read");
        doesNotStart(
                empty,
                certificate.key(),
                "sip.tls.certificate " + empty + ": expected a PEM certificate chain, found no certificate");
        doesNotStart(
                certificate.certificate(),
                certificate.certificate(),
                "sip.tls.key " + certificate.certificate()
                        + ": expected a PEM private key (PKCS#8, no password), found no private key");
        doesNotStart(certificate.certificate(), other.key(), "sip.tls.key " + other.key() + ": expected the key of");
        Path rsa = folder.resolve("rsa.pem");
        Path longer = folder.resolve("longer.key");
        TestCertificates.openssl("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out".split(" "), longer);
        Path certified = folder.resolve("certified.pem");
        TestCertificates.openssl(
                "req -x509 -newkey rsa:2048 -nodes -subj /CN=rsa -keyout".split(" "), rsa, "-out", certified);
        doesNotStart(certified, longer, "sip.tls.key " + longer + ": expected the key of");
    }

    private static void doesNotStart(Path certificate, Path key, String why) {
        assertThatThrownBy(() -> TlsFiles.read(new TlsConfig(certificate, key, null, TlsConfig.Clients.ANYONE)))
                .isInstanceOf(SipFault.class)
                .hasMessageContaining(why);
    }
}
