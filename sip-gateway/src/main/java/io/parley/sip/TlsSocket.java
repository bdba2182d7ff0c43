package io.parley.sip;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import javax.net.ssl.HandshakeCompletedListener;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * TLS over a {@link GuardedSocket}, which keeps its limits: pace, stalled writes, idleness, and the time that the
 * handshake may take. What the stack would like to set is set already. The handshake happens with the first read or
 * write, once: the stack asks for it again and must not start another.
 */
final class TlsSocket extends SSLSocket {
    /** How it ended, once. */
    interface Handshakes {
        /** @throws IOException where who is at the other end is not whom we want */
        void done(GuardedSocket stream, SSLSession session) throws IOException;

        void failed(GuardedSocket stream, IOException reason);
    }

    private final GuardedSocket stream;
    private final SSLSocket tls;
    private final Handshakes told;
    private @Nullable InputStream in;
    private @Nullable OutputStream out;
    private boolean shaken;
    private volatile @Nullable IOException failure;

    /** @param tls layered over {@code stream}, and ready but for the handshake */
    TlsSocket(GuardedSocket stream, SSLSocket tls, Handshakes told) {
        this.stream = stream;
        this.tls = tls;
        this.told = told;
        stream.spokenBy(this);
    }

    /** Its failure is told once and closes the connection; whoever asks again hears of it again. */
    @Override
    public void startHandshake() throws IOException {
        synchronized (tls) {
            if (shaken) {
                requireSound();
                return;
            }
            shaken = true;
            stream.handshakes(true);
            try {
                tls.startHandshake();
                told.done(stream, tls.getSession());
            } catch (IOException | RuntimeException e) {
                IOException reason = e instanceof IOException io ? io : new IOException(e);
                told.failed(stream, reason);
                fail(reason);
                throw reason;
            } finally {
                stream.handshakes(false);
            }
        }
    }

    /** Of a connection that is gone already it is the end of the stream, as with {@link GuardedSocket}. */
    @Override
    public synchronized InputStream getInputStream() throws IOException {
        if (in == null) {
            in = stream.isClosed() ? InputStream.nullInputStream() : new PlainStream(tls.getInputStream());
        }
        return in;
    }

    private void fail(IOException why) {
        failure = why;
        stream.closeQuietly();
    }

    /** @throws IOException why the handshake, or a write, has failed */
    void requireSound() throws IOException {
        IOException why = failure;
        if (why != null) {
            throw why;
        }
    }

    /** What lies below. */
    GuardedSocket stream() {
        return stream;
    }

    void closeQuietly() {
        try {
            close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    /** Always the same one: the stack holds its lock while it writes a message. */
    @Override
    public OutputStream getOutputStream() throws IOException {
        startHandshake();
        synchronized (this) {
            if (out == null) {
                out = new PlainOutput(tls.getOutputStream());
            }
            return out;
        }
    }

    /** A write that has failed closes the connection: the stack would leave one open that it has just made. */
    private final class PlainOutput extends FilterOutputStream {
        PlainOutput(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                fail(e);
                throw e;
            }
        }
    }

    /** Notices the CRLF that answers a keep-alive, which the stream below sees only in cipher. */
    private final class PlainStream extends FilterInputStream {
        PlainStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            startHandshake();
            int count = in.read(bytes, offset, length);
            stream.look(bytes, offset, count);
            return count;
        }
    }

    @Override
    public void close() throws IOException {
        tls.close();
        stream.close();
    }

    @Override
    public boolean isClosed() {
        return stream.isClosed();
    }

    @Override
    public boolean isConnected() {
        return stream.isConnected();
    }

    @Override
    public boolean isBound() {
        return stream.isBound();
    }

    @Override
    public InetAddress getInetAddress() {
        return stream.getInetAddress();
    }

    @Override
    public int getPort() {
        return stream.getPort();
    }

    @Override
    public InetAddress getLocalAddress() {
        return stream.getLocalAddress();
    }

    @Override
    public int getLocalPort() {
        return stream.getLocalPort();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return stream.getRemoteSocketAddress();
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return stream.getLocalSocketAddress();
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
        tls.setSoTimeout(millis);
    }

    @Override
    public int getSoTimeout() throws SocketException {
        return tls.getSoTimeout();
    }

    @Override
    public SSLSession getSession() {
        return tls.getSession();
    }

    @Override
    public void addHandshakeCompletedListener(HandshakeCompletedListener listener) {
        tls.addHandshakeCompletedListener(listener);
    }

    @Override
    public void removeHandshakeCompletedListener(HandshakeCompletedListener listener) {
        try {
            tls.removeHandshakeCompletedListener(listener);
        } catch (IllegalArgumentException e) {
            // It had none, which the stack does not know.
        }
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return tls.getSupportedCipherSuites();
    }

    @Override
    public String[] getEnabledCipherSuites() {
        return tls.getEnabledCipherSuites();
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {}

    @Override
    public String[] getSupportedProtocols() {
        return tls.getSupportedProtocols();
    }

    @Override
    public String[] getEnabledProtocols() {
        return tls.getEnabledProtocols();
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {}

    @Override
    public void setUseClientMode(boolean mode) {}

    @Override
    public boolean getUseClientMode() {
        return tls.getUseClientMode();
    }

    @Override
    public void setNeedClientAuth(boolean need) {}

    @Override
    public boolean getNeedClientAuth() {
        return tls.getNeedClientAuth();
    }

    @Override
    public void setWantClientAuth(boolean want) {}

    @Override
    public boolean getWantClientAuth() {
        return tls.getWantClientAuth();
    }

    @Override
    public void setEnableSessionCreation(boolean flag) {}

    @Override
    public boolean getEnableSessionCreation() {
        return tls.getEnableSessionCreation();
    }
}
