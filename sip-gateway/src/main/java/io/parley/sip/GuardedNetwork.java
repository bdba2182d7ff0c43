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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Every socket of the stack. Puts the {@link Gate} in front of the parser, bounds how many TCP connections we make and
 * how long that may take, and can close those whose peer has stopped reading or has nothing to say. Called on the
 * stack's threads.
 */
final class GuardedNetwork implements NetworkLayer, CallServices.Secure {
    private static final int CONNECT_MILLIS = 3_000;

    private final Gate gate;
    private final SipCounters counters;
    private final GateLimits limits;
    private final Map<InetSocketAddress, DatagramSocket> datagramSockets = new ConcurrentHashMap<>();
    private final Set<GuardedSocket> streams = ConcurrentHashMap.newKeySet();

    private final AtomicInteger made = new AtomicInteger();

    private final Tls tls;

    GuardedNetwork(Gate gate, GateLimits limits, SipCounters counters, Tls tls) {
        this.gate = gate;
        this.limits = limits;
        this.counters = counters;
        this.tls = tls;
    }

    Tls tls() {
        return tls;
    }

    /** Sends bytes from the listening point bound to {@code local}: an answer to what no parser could read. */
    void send(InetSocketAddress local, byte[] bytes, InetSocketAddress to) throws IOException {
        DatagramSocket socket = datagramSockets.get(local);
        if (socket != null) {
            socket.send(new DatagramPacket(bytes, bytes.length, to));
        }
    }

    /**
     * Closes the connections in which one write, or the handshake of TLS, has taken longer than {@code millis}. Called
     * once a second.
     */
    void closeStalled(long nowNanos, long millis) {
        long most = millis * 1_000_000L;
        for (GuardedSocket stream : streams) {
            if (stream.writingSince(nowNanos) > most || stream.handshakingSince(nowNanos) > most) {
                counters.count(SipCounter.CONNECTIONS_STALLED);
                stream.closeQuietly();
            }
        }
    }

    /**
     * Closes the connections that have brought nothing for {@link GateLimits#idle}. Called once a second.
     *
     * @param hasCall whether a call of that peer is under way, or may come: its end, or it, may be told by this connection
     *     alone
     */
    void closeIdle(long nowNanos, Predicate<InetAddress> hasCall) {
        for (GuardedSocket stream : streams) {
            if (stream.idleFor(nowNanos) > limits.idle().toNanos() && !hasCall.test(stream.getInetAddress())) {
                counters.count(SipCounter.CONNECTIONS_IDLE);
                stream.closeQuietly();
            }
        }
    }

    /** A call goes there, and whoever is there must be that host or literal address. */
    void calls(Hop hop, String host) {
        if (hop.isSecure()) {
            tls.names().called(hop.address(), hop.port(), host);
        }
    }

    @Override
    public void expect(Hop hop, String host) {
        if (LocalAddresses.isLiteral(host)) {
            return; // it is he, or has connected from there
        }
        if (streams.stream().anyMatch(stream -> !stream.isMade() && leadsTo(stream, hop))) {
            throw new SipFault("'" + host + "' is at " + hop + ", from where somebody has connected to us");
        }
        calls(hop, host);
    }

    /** Whether there is a connection with that server. */
    @Override
    public boolean isOpen(Hop server) {
        return streams.stream().anyMatch(stream -> leadsTo(stream, server));
    }

    /** Whether a connection with that server has brought anything since. */
    boolean hasHeard(Hop server, long sinceNanos) {
        long now = System.nanoTime();
        return streams.stream()
                .anyMatch(stream -> leadsTo(stream, server) && now - stream.idleFor(now) - sinceNanos >= 0);
    }

    /** Whether a connection with that server has brought an answer to a keep-alive. */
    boolean hasPonged(Hop server) {
        return streams.stream().anyMatch(stream -> leadsTo(stream, server) && stream.hasPonged());
    }

    /** Closes the connections with that server. */
    void close(Hop server) {
        streams.stream().filter(stream -> leadsTo(stream, server)).forEach(GuardedSocket::closeQuietly);
    }

    private static boolean leadsTo(GuardedSocket stream, Hop server) {
        return stream.isWith(server.address(), server.port(), server.isSecure());
    }

    /** The connection that somebody there has with us, as it is written to; null when there is none. */
    @Nullable
    Socket stream(InetAddress address, int port, boolean secure) {
        for (GuardedSocket stream : streams) {
            if (stream.isWith(address, port, secure)) {
                return stream.spoken();
            }
        }
        return null;
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

    private boolean admitSecure(GuardedSocket stream) throws IOException {
        stream.secure();
        return admit(stream);
    }

    private void track(GuardedSocket stream, Runnable closed) throws IOException {
        streams.add(stream);
        stream.onClose(() -> {
            streams.remove(stream);
            closed.run();
        });
        stream.setTcpNoDelay(true); // may throw: whoever made it closes it then
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
        return connect(address, port, local, localPort);
    }

    private GuardedSocket connect(InetAddress address, int port, @Nullable InetAddress local, int localPort)
            throws IOException {
        if (made.incrementAndGet() > limits.connections()) {
            made.decrementAndGet();
            counters.count(SipCounter.CONNECTIONS_REFUSED);
            throw new IOException("as many connections as we may make are open: " + limits.connections());
        }
        GuardedSocket stream = new GuardedSocket(true);
        stream.onClose(made::decrementAndGet);
        try {
            stream.bind(new InetSocketAddress(local, localPort));
            stream.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
            track(stream, made::decrementAndGet);
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
        return new GuardedTlsServerSocket(port, address, this::admitSecure, tls);
    }

    @Override
    public SSLSocket createSSLSocket(InetAddress address, int port) throws IOException {
        return createSSLSocket(address, port, null);
    }

    /** The stack asks for the handshake itself. */
    @Override
    public SSLSocket createSSLSocket(InetAddress address, int port, @Nullable InetAddress local) throws IOException {
        GuardedSocket stream = connect(address, port, local, 0);
        stream.secure();
        try {
            return tls.made(stream);
        } catch (IOException e) {
            stream.close();
            throw e;
        }
    }
}
