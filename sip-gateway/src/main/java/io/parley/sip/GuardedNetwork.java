package io.parley.sip;

import gov.nist.core.net.NetworkLayer;
import gov.nist.javax.sip.SipStackImpl;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Every socket of the stack. Puts the {@link Gate} in front of the parser, bounds how long a TCP connection may take to
 * be made, and can close those whose peer has stopped reading. Called on the stack's threads.
 */
final class GuardedNetwork implements NetworkLayer {
    private static final int CONNECT_MILLIS = 3_000;

    private final Gate gate;
    private final SipCounters counters;
    private final int idleMillis;
    private final Map<InetSocketAddress, DatagramSocket> datagramSockets = new ConcurrentHashMap<>();
    private final Set<GuardedSocket> streams = ConcurrentHashMap.newKeySet();

    /** @param idleMillis a TCP connection that brings nothing for this long is closed */
    GuardedNetwork(Gate gate, SipCounters counters, int idleMillis) {
        this.gate = gate;
        this.counters = counters;
        this.idleMillis = idleMillis;
    }

    /** Sends bytes from the listening point bound to {@code local}: an answer to what no parser could read. */
    void send(InetSocketAddress local, byte[] bytes, InetSocketAddress to) throws IOException {
        DatagramSocket socket = datagramSockets.get(local);
        if (socket != null) {
            socket.send(new DatagramPacket(bytes, bytes.length, to));
        }
    }

    /** Closes the connections in which one write has taken longer than {@code millis}. Called once a second. */
    void closeStalled(long nowNanos, long millis) {
        for (GuardedSocket stream : streams) {
            if (stream.writingSince(nowNanos) > millis * 1_000_000L) {
                counters.count(SipCounter.CONNECTIONS_STALLED);
                stream.closeQuietly();
            }
        }
    }

    int openStreams() {
        return streams.size();
    }

    @Override
    public DatagramSocket createDatagramSocket(int port, InetAddress address) throws SocketException {
        InetSocketAddress local = new InetSocketAddress(address, port);
        DatagramSocket socket = new GuardedDatagramSocket(local, gate);
        datagramSockets.put(local, socket);
        return socket;
    }

    @Override
    public DatagramSocket createDatagramSocket() throws SocketException {
        return new DatagramSocket();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
        return new GuardedServerSocket(port, address, this::admit);
    }

    private boolean admit(GuardedSocket stream) throws IOException {
        InetAddress source = stream.getInetAddress();
        if (!gate.admitsConnection(source)) {
            return false;
        }
        track(stream, () -> gate.closed(source));
        return true;
    }

    private void track(GuardedSocket stream, Runnable closed) throws IOException {
        stream.setSoTimeout(idleMillis);
        stream.setTcpNoDelay(true);
        streams.add(stream);
        stream.onClose(() -> {
            streams.remove(stream);
            closed.run();
        });
    }

    @Override
    public Socket createSocket(InetAddress address, int port) throws IOException {
        return createSocket(address, port, null, 0);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress local) throws IOException {
        return createSocket(address, port, local, 0);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, @Nullable InetAddress local, int localPort)
            throws IOException {
        GuardedSocket stream = new GuardedSocket();
        try {
            stream.bind(new InetSocketAddress(local, localPort));
            stream.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
            track(stream, () -> {});
            return stream;
        } catch (IOException e) {
            stream.close();
            throw e;
        }
    }

    @Override
    public void setSipStack(SipStackImpl stack) {}

    @Override
    public SSLServerSocket createSSLServerSocket(int port, int backlog, InetAddress address) throws IOException {
        throw noTls();
    }

    @Override
    public SSLSocket createSSLSocket(InetAddress address, int port) throws IOException {
        throw noTls();
    }

    @Override
    public SSLSocket createSSLSocket(InetAddress address, int port, InetAddress local) throws IOException {
        throw noTls();
    }

    private static IOException noTls() {
        return new IOException("TLS is not offered");
    }
}
