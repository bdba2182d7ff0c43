package io.parley.sip;

import gov.nist.javax.sip.stack.IOHandler;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The stack's table of connections. The stack's own knows them by the far end's address and port alone, and writes what
 * is to go by TLS to whatever it finds there: also to a connection that somebody has made from there, in clear. Here those
 * with TLS are kept apart, and one is used again only for whom its certificate is good ({@link Tls#mayBear}). Any thread.
 */
final class StreamTable extends IOHandler {
    /** CRLF, RFC 5626, section 4.4.1. */
    private static final int PONG = 2;

    private final Map<String, TlsSocket> secure = new ConcurrentHashMap<>();
    private final ThreadLocal<Boolean> byTls = ThreadLocal.withInitial(() -> false);
    private final GuardedNetwork network;
    private final Tls tls;

    StreamTable(SIPTransactionStack stack, GuardedNetwork network) {
        super(stack);
        this.network = network;
        this.tls = network.tls();
    }

    /** The stack takes a connection whose first write has failed for a success. */
    @Override
    public @Nullable Socket sendBytes(
            InetAddress from,
            InetAddress to,
            int port,
            @Nullable String transport, // of the last request's Via; none before the first
            byte[] bytes,
            boolean isClient,
            MessageChannel channel)
            throws IOException {
        if (bytes.length == PONG) {
            return pong(network.stream(to, port, channel.getTransport().equalsIgnoreCase(Hop.TLS)), channel, bytes);
        }
        if (!Hop.TLS.equalsIgnoreCase(transport)) {
            return super.sendBytes(from, to, port, transport, bytes, isClient, channel);
        }
        byTls.set(true);
        try {
            Socket sent = super.sendBytes(from, to, port, transport, bytes, isClient, channel);
            if (sent instanceof TlsSocket socket) {
                socket.requireSound();
                return socket;
            }
            throw new IOException("no connection with TLS to " + LocalAddresses.text(to) + ":" + port);
        } finally {
            byTls.remove();
        }
    }

    /**
     * The answer to a keep-alive goes by the connection that has brought it, and makes none: the stack also sends one when
     * a connection has just ended, and would call back to where it came from, or to wherever its Via says.
     */
    private static Socket pong(@Nullable Socket known, MessageChannel channel, byte[] bytes) throws IOException {
        if (known == null || known.getPort() != channel.getPeerPort()) {
            throw new IOException("the connection is gone");
        }
        OutputStream out = known.getOutputStream();
        synchronized (out) { // as the stack does
            out.write(bytes);
            out.flush();
        }
        return known;
    }

    @Override
    protected void putSocket(String key, Socket socket) {
        if (!(socket instanceof TlsSocket made)) {
            super.putSocket(key, socket);
        } else if (tls.mayBear(made)) {
            secure.put(key, made);
        }
    }

    @Override
    protected @Nullable Socket getSocket(String key) {
        if (!byTls.get()) {
            return super.getSocket(key);
        }
        TlsSocket known = secure.get(key);
        return known != null && !known.isClosed() && tls.mayBear(known) ? known : null;
    }

    @Override
    protected void removeSocket(String key) {
        boolean own = byTls.get();
        secure.computeIfPresent(key, (same, socket) -> own || socket.isClosed() ? null : socket);
        super.removeSocket(key);
    }

    @Override
    public void closeAll() {
        secure.values().forEach(TlsSocket::closeQuietly);
        super.closeAll();
    }
}
