package io.parley.sip;

import io.parley.config.TlsConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A SIP server that takes one connection by TLS and says what the test writes. */
final class TlsServer implements AutoCloseable {
    private final ServerSocket listening;
    private final Peer.Stream peer;

    TlsServer(TestCertificates certificates) {
        try {
            InetAddress address = Wire.loopback();
            TlsConfig certificate = certificates.of(address);
            listening = TlsFiles.read(certificate)
                    .context()
                    .getServerSocketFactory()
                    .createServerSocket(0, 5, address);
            peer = new Peer.Stream(new Socket(), listening);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    /** The next message, which must begin so. */
    String receive(String start) {
        try {
            String message = peer.receive();
            if (!message.startsWith(start)) {
                throw new AssertionError("expected " + start + ", found " + message);
            }
            return message;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    void send(String message) {
        try {
            peer.send(message);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            peer.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
