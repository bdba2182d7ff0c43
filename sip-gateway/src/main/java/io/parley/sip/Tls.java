package io.parley.sip;

import io.parley.config.TlsConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts TLS over the connections of the stack: TLS 1.2 and 1.3 with forward secrecy and authenticated encryption alone
 * (RFC 9325, section 4.2). A server must show a certificate of the host that was configured (RFC 5922, section 4). Called
 * on the stack's threads.
 */
final class Tls implements TlsSocket.Handshakes {
    static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    private static final Logger log = LoggerFactory.getLogger(Tls.class);
    private static final Set<String> SUITES = Set.of(
            "TLS_AES_256_GCM_SHA384",
            "TLS_AES_128_GCM_SHA256",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private final TlsFiles files;
    private final SipCounters counters;
    private final ServerNames names = new ServerNames();

    Tls(TlsFiles files, SipCounters counters) {
        this.files = files;
        this.counters = counters;
    }

    ServerNames names() {
        return names;
    }

    /**
     * Whether what goes to its far end may go by that connection: of one that we have made the certificate must be that
     * of everybody who is to be there by now; whom we call by name is not called by a connection that somebody has made
     * from there.
     */
    boolean mayBear(TlsSocket socket) {
        GuardedSocket stream = socket.stream();
        Set<String> wanted = names.of(stream.getInetAddress(), stream.getPort());
        if (!stream.isMade()) {
            return wanted.isEmpty();
        }
        try {
            ServerIdentity.require(socket.getSession(), wanted, stream.getInetAddress());
            return true;
        } catch (IOException e) {
            log.warn("A connection with {} is used no more: {}", at(stream), e.getMessage());
            socket.closeQuietly();
            return false;
        }
    }

    /** A connection that was made to us. */
    TlsSocket accepted(GuardedSocket stream) throws IOException {
        SSLSocket tls = (SSLSocket) sockets().createSocket(stream, null, stream.getPort(), true);
        tls.setUseClientMode(false);
        SSLParameters wanted = parameters(tls);
        wanted.setNeedClientAuth(files.config().clients() == TlsConfig.Clients.CERTIFIED);
        tls.setSSLParameters(wanted);
        return new TlsSocket(stream, tls, this);
    }

    /** A connection that we have made. */
    TlsSocket made(GuardedSocket stream) throws IOException {
        String host = names.latest(stream.getInetAddress(), stream.getPort());
        SSLSocket tls = (SSLSocket) sockets().createSocket(stream, host, stream.getPort(), true);
        tls.setUseClientMode(true);
        tls.setSSLParameters(parameters(tls)); // whose certificate it is is looked at when the handshake is done
        return new TlsSocket(stream, tls, this);
    }

    private SSLSocketFactory sockets() {
        return files.context().getSocketFactory();
    }

    private static SSLParameters parameters(SSLSocket tls) {
        SSLParameters wanted = tls.getSSLParameters();
        wanted.setProtocols(PROTOCOLS.toArray(new String[0]));
        wanted.setCipherSuites(java.util.Arrays.stream(tls.getSupportedCipherSuites())
                .filter(SUITES::contains)
                .toArray(String[]::new));
        wanted.setUseCipherSuitesOrder(true);
        return wanted;
    }

    @Override
    public void done(GuardedSocket stream, SSLSession session) throws IOException {
        if (stream.isMade()) {
            InetAddress address = stream.getInetAddress();
            ServerIdentity.require(session, names.of(address, stream.getPort()), address);
        }
        counters.count(SipCounter.TLS_HANDSHAKES);
        log.debug("TLS with {}: {} {}", at(stream), session.getProtocol(), session.getCipherSuite());
    }

    @Override
    public void failed(GuardedSocket stream, IOException reason) {
        counters.count(SipCounter.TLS_FAILED);
        String text = "No TLS with {}: {}";
        if (!names.of(stream.getInetAddress(), stream.getPort()).isEmpty()) {
            String who = names.latest(stream.getInetAddress(), stream.getPort());
            log.warn(text, who + " at " + at(stream), reason.getMessage());
        } else {
            log.debug(text, at(stream), reason.getMessage()); // a stranger could fill the log
        }
    }

    private static String at(GuardedSocket stream) {
        return LocalAddresses.bracketed(LocalAddresses.text(stream.getInetAddress())) + ":" + stream.getPort();
    }
}
