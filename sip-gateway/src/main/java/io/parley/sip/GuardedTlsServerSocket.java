package io.parley.sip;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLServerSocket;

/**
 * The {@link GuardedServerSocket} as the stack wants it for TLS. The handshake is left to the thread that reads the
 * connection: who is slow holds up himself.
 */
final class GuardedTlsServerSocket extends SSLServerSocket {
    private final GuardedServerSocket streams;
    private final Tls tls;

    GuardedTlsServerSocket(int port, InetAddress address, GuardedServerSocket.Admission admission, Tls tls)
            throws IOException {
        this.streams = new GuardedServerSocket(port, address, admission);
        this.tls = tls;
    }

    @Override
    public Socket accept() throws IOException {
        while (true) {
            GuardedSocket stream = (GuardedSocket) streams.accept();
            try {
                return tls.accepted(stream);
            } catch (IOException e) { // it has gone already
                stream.closeQuietly();
            }
        }
    }

    @Override
    public void close() throws IOException {
        streams.close();
    }

    @Override
    public boolean isClosed() {
        return streams.isClosed();
    }

    @Override
    public InetAddress getInetAddress() {
        return streams.getInetAddress();
    }

    @Override
    public int getLocalPort() {
        return streams.getLocalPort();
    }

    // What the stack would set is set for each connection, by Tls.

    @Override
    public String[] getEnabledCipherSuites() {
        return new String[0];
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {}

    @Override
    public String[] getSupportedCipherSuites() {
        return new String[0];
    }

    @Override
    public String[] getSupportedProtocols() {
        return Tls.PROTOCOLS.toArray(new String[0]);
    }

    @Override
    public String[] getEnabledProtocols() {
        return Tls.PROTOCOLS.toArray(new String[0]);
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {}

    @Override
    public void setNeedClientAuth(boolean need) {}

    @Override
    public boolean getNeedClientAuth() {
        return false;
    }

    @Override
    public void setWantClientAuth(boolean want) {}

    @Override
    public boolean getWantClientAuth() {
        return false;
    }

    @Override
    public void setUseClientMode(boolean mode) {}

    @Override
    public boolean getUseClientMode() {
        return false;
    }

    @Override
    public void setEnableSessionCreation(boolean flag) {}

    @Override
    public boolean getEnableSessionCreation() {
        return true;
    }
}
