package io.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.config.TlsConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 5922, section 7: with whom a connection is, and whether it may be used. */
@Timeout(30)
class TlsTest {
    private static final TestCertificates CERTIFICATES = new TestCertificates("identities");
    private static final String HOST = "pbx.example.org";
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final SipCounters counters = new SipCounters();
    private final Tls tls = new Tls(TlsFiles.read(CERTIFICATES.trust()), counters);
    private GuardedTlsServerSocket server;
    private GuardedSocket stream;

    @AfterEach
    void stop() throws IOException {
        if (stream != null) {
            stream.close();
        }
        if (server != null) {
            server.close();
        }
    }

    /** Connects to a server with that certificate, which shakes hands and then reads what comes. */
    private TlsSocket connect(TlsConfig certificate, String... hosts) throws IOException {
        server = new GuardedTlsServerSocket(
                0, HERE, accepted -> true, new Tls(TlsFiles.read(certificate), new SipCounters()));
        CompletableFuture.runAsync(() -> {
            try (Socket accepted = server.accept()) {
                accepted.getInputStream().readAllBytes();
            } catch (IOException e) {
                // The test has seen enough.
            }
        });
        for (String host : hosts) {
            tls.names().configured(HERE, server.getLocalPort(), host);
        }
        return made(server.getLocalPort());
    }

    private TlsSocket made(int port) throws IOException {
        stream = new GuardedSocket(true);
        stream.connect(new InetSocketAddress(HERE, port));
        return tls.made(stream);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"DNS:PBX.example.org", "DNS:other.example.org,DNS:pbx.example.org", "URI:sip:pbx.example.org"})
    void takesACertificateOfTheHost(String names) throws IOException {
        TlsSocket socket = connect(CERTIFICATES.of(names), HOST);
        assertThatCode(socket::startHandshake).doesNotThrowAnyException();
        assertThat(tls.mayBear(socket)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DNS:*.example.org", "DNS:example.org", "URI:sip:user@pbx.example.org", "IP:127.0.0.1"})
    void takesNoOther(String names) throws IOException {
        isRefused(connect(CERTIFICATES.of(names), HOST));
    }

    @Test
    void takesNoCommonName() throws IOException {
        isRefused(connect(CERTIFICATES.ofCommonName(HOST), HOST));
    }

    private void isRefused(TlsSocket socket) {
        assertThatThrownBy(socket::startHandshake)
                .hasMessageContaining("expected a certificate whose subjectAltName is " + HOST);
        assertThat(stream.isClosed()).isTrue();
        assertThat(counters.get(SipCounter.TLS_FAILED)).isEqualTo(1);
    }

    @Test
    void takesThatOfTheAddressWhereNobodyIsNamed() throws IOException {
        TlsSocket socket = connect(CERTIFICATES.of(HERE));
        assertThatCode(socket::startHandshake).doesNotThrowAnyException();
    }

    /** Two trunks at one address and port: a connection that is good for the one need not be for the other. */
    @Test
    void looksAgainWhenAnotherIsToBeThere() throws IOException {
        TlsSocket socket = connect(CERTIFICATES.of("DNS:pbx.example.org,DNS:second.example.org"), HOST);
        socket.startHandshake();

        tls.names().configured(HERE, server.getLocalPort(), "second.example.org");
        assertThat(tls.mayBear(socket)).isTrue();
        tls.names().configured(HERE, server.getLocalPort(), "third.example.org");
        assertThat(tls.mayBear(socket)).isFalse();
        assertThat(stream.isClosed()).isTrue();
    }

    /** Whoever writes a Contact does not decide who a trunk is. */
    @Test
    void holdsToTheConfigurationWhateverACallNames() throws IOException {
        TlsSocket socket = connect(CERTIFICATES.of("DNS:" + HOST), HOST);
        tls.names().called(HERE, server.getLocalPort(), "elsewhere.example.net");
        assertThatCode(socket::startHandshake).doesNotThrowAnyException();
        assertThat(tls.mayBear(socket)).isTrue();
    }

    @Test
    void remembersOnlySoManyServers() {
        ServerNames names = new ServerNames();
        for (int i = 0; i <= ServerNames.MOST; i++) {
            names.called(HERE, 1 + i, HOST);
            names.configured(HERE, 1 + i, HOST);
        }
        assertThat(names.of(HERE, 1)).isEmpty();
        assertThat(names.of(HERE, 2)).containsExactly(HOST);
    }

    /** A file that is being written is no reason to stay with the old one. */
    @Test
    void readsFilesAgainUntilTheyCanBeUsed() throws IOException {
        TlsConfig inUse = CERTIFICATES.of(HERE);
        TlsConfig renewed = CERTIFICATES.of(HERE);
        TlsFiles files = TlsFiles.read(inUse);
        String sound = Files.readString(renewed.certificate());
        TestCertificates.replace(inUse, renewed);
        Files.writeString(inUse.certificate(), sound.replace("BEGIN", "BEGAN"));
        FileTime when = Files.getLastModifiedTime(inUse.certificate());
        assertThat(files.refresh()).isFalse();

        Files.writeString(inUse.certificate(), sound);
        Files.setLastModifiedTime(inUse.certificate(), when);
        assertThat(files.refresh()).isTrue();
        assertThat(files.refresh()).isFalse();
    }

    /** The stack asks more than once. */
    @Test
    void saysAgainThatAHandshakeHasFailed() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 1, HERE)) {
            CompletableFuture.runAsync(() -> {
                try (Socket accepted = plain.accept()) {
                    accepted.getOutputStream().write("SIP/2.0 400 Bad Request\r\n\r\n".getBytes());
                } catch (IOException e) {
                    // The test has seen enough.
                }
            });
            TlsSocket socket = made(plain.getLocalPort());
            assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
            assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
            assertThatThrownBy(socket::getOutputStream).isInstanceOf(IOException.class);
            assertThat(counters.get(SipCounter.TLS_FAILED)).isEqualTo(1);
        }
    }

    @Test
    void closesAConnectionInWhichAWriteFails() throws IOException {
        TlsSocket socket = connect(CERTIFICATES.of(HERE));
        socket.startHandshake();
        stream.shutdownOutput();
        assertThatThrownBy(() -> socket.getOutputStream().write(new byte[10])).isInstanceOf(IOException.class);
        assertThat(stream.isClosed()).isTrue();
        assertThatThrownBy(socket::requireSound).isInstanceOf(IOException.class);
    }
}
