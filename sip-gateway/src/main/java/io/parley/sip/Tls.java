package io.parley.sip;

import io.parley.config.TlsConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    /** Servers whose names are remembered; beyond them the one named longest ago is forgotten. */
    static final int MAX_NAMES = 1_024;

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
    private final Map<InetSocketAddress, String> names = new LinkedHashMap<>();

    Tls(TlsFiles files, SipCounters counters) {
        this.files = files;
        this.counters = counters;
    }

    /** The server there is that one of the configuration; its certificate must say so. */
    void expect(InetAddress address, int port, String host) {
        synchronized (names) {
            InetSocketAddress at = new InetSocketAddress(address, port);
            names.remove(at);
            names.put(at, host);
            if (names.size() > MAX_NAMES) {
                names.remove(names.keySet().iterator().next());
            }
        }
    }

    private String name(InetAddress address, int port) {
        synchronized (names) {
            String known = names.get(new InetSocketAddress(address, port));
            return known == null ? LocalAddresses.text(address) : known;
        }
    }

    private boolean isExpected(GuardedSocket stream) {
        synchronized (names) {
            return names.containsKey(stream.getRemoteSocketAddress());
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
        String host = name(stream.getInetAddress(), stream.getPort());
        SSLSocket tls = (SSLSocket) sockets().createSocket(stream, host, stream.getPort(), true);
        tls.setUseClientMode(true);
        SSLParameters wanted = parameters(tls);
        wanted.setEndpointIdentificationAlgorithm("HTTPS"); // subjectAltName; the name of RFC 5922's is not known to it
        tls.setSSLParameters(wanted);
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
    public void done(GuardedSocket stream, SSLSession session) {
        counters.count(SipCounter.TLS_HANDSHAKES);
        log.debug("TLS with {}: {} {}", at(stream), session.getProtocol(), session.getCipherSuite());
    }

    @Override
    public void failed(GuardedSocket stream, IOException reason) {
        counters.count(SipCounter.TLS_FAILED);
        boolean ours = isExpected(stream);
        String text = "No TLS with {}: {}";
        if (ours) {
            log.warn(text, at(stream), reason.getMessage());
        } else {
            log.debug(text, at(stream), reason.getMessage()); // a stranger could fill the log
        }
    }

    private static String at(GuardedSocket stream) {
        return LocalAddresses.bracketed(LocalAddresses.text(stream.getInetAddress())) + ":" + stream.getPort();
    }
}
