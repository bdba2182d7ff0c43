package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.TlsConfig;
import io.parley.config.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is to go by TLS goes by connections that are known to be with whom it is for. */
@Timeout(60)
class TlsStreamsIT {
    private static final TestCertificates CERTIFICATES = new TestCertificates("streams");

    /** Somebody has connected from where we are to call: not a byte of that call is for him. */
    @ParameterizedTest
    @EnumSource(names = {"TCP", "TLS"})
    void tellsNothingToWhoHasConnectedFromThere(Transport transport) throws IOException {
        InetAddress address = RawPeer.loopback();
        TlsConfig certificate = CERTIFICATES.of(address);
        try (TestPhone phone = new TestPhone(SipTimings.standard(Duration.ofMinutes(5)), address, certificate);
                Socket plain = new Socket()) {
            plain.bind(new InetSocketAddress(Wire.loopback(), 0));
            plain.connect(phone.address(transport));
            Socket stranger = transport == Transport.TLS ? secure(plain) : plain;
            String at = plain.getLocalAddress().getHostAddress() + ":" + plain.getLocalPort();
            stranger.getOutputStream().write(options(at, transport).getBytes(StandardCharsets.US_ASCII));
            assertThat(Wire.receive(stranger, Peer.MILLIS)).startsWith("SIP/2.0 200");

            TestPhone.Line line = phone.call("sip:pbx@" + at + ";transport=tls");

            assertThat(line.next()).startsWith("ended rejected-");
            assertThat(Wire.receive(stranger, 300)).isNull();
        }
    }

    /** RFC 5626, section 4.4.1: by the connection that brought it, also when that has brought nothing else. */
    @Test
    void answersAKeepAlive() throws IOException {
        InetAddress address = RawPeer.loopback();
        TlsConfig certificate = CERTIFICATES.of(address);
        try (TestPhone phone = new TestPhone(SipTimings.standard(Duration.ofMinutes(5)), address, certificate);
                Socket plain = new Socket()) {
            plain.connect(phone.address(Transport.TLS));
            Socket peer = secure(plain);
            peer.setSoTimeout(5_000);
            peer.getOutputStream().write("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(peer.getInputStream().readNBytes(2)).containsExactly('\r', '\n');
        }
    }

    private static SSLSocket secure(Socket plain) throws IOException {
        return (SSLSocket) TlsFiles.read(CERTIFICATES.trust())
                .context()
                .getSocketFactory()
                .createSocket(plain, null, plain.getPort(), false);
    }

    private static String options(String at, Transport transport) {
        return "OPTIONS sip:parley@" + at + " SIP/2.0\r\nVia: SIP/2.0/" + transport + " " + at
                + ";branch=z9hG4bKstranger;rport\r\nFrom: <sip:stranger@" + at + ">;tag=s\r\nTo: <sip:parley@" + at
                + ">\r\nCall-ID: stranger\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n";
    }
}
