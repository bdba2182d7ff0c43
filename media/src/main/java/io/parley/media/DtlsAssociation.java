package io.parley.media;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call's DTLS (RFC 6347), from the far end's hello to the keys of its SRTP, and afterwards for as long as the far end
 * may not have our last flight. The media thread puts datagrams in and never waits; the handshake runs on {@link DtlsPool}.
 * A handshake that fails ends nothing: the next hello begins another.
 */
final class DtlsAssociation implements DatagramTransport {
    /** Datagrams that may wait for the handshake; those beyond are dropped, as the network would. */
    static final int MOST_WAITING = 32;
    /** Handshakes of one call, good or bad. */
    static final int MOST_HANDSHAKES = 8;
    /** Datagrams taken in a second, also after the handshake. */
    static final int DATAGRAMS_A_SECOND = 100;

    private static final Logger log = LoggerFactory.getLogger(DtlsAssociation.class);
    private static final int HANDSHAKE = 22;
    private static final int RECORD_HEADER = 13;
    private static final int CLIENT_HELLO = 1;
    /** Within IPv6's least, so that no network cuts what we send. */
    private static final int SEND_LIMIT = 1_200;

    private static final byte[] OVER = new byte[0];

    /** What comes of it. On the threads of the pool. */
    interface Events {
        void send(byte[] datagram);

        void secured(SrtpKeys keys);

        void failed(boolean otherFingerprint);
    }

    private final DtlsIdentity identity;
    private final DtlsTarget target;
    private final DtlsPool pool;
    private final Events events;
    private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final byte[] leftOver = new byte[RtpPacket.MAX_BYTES];

    private volatile boolean busy;
    private volatile boolean closed;
    private volatile @Nullable DTLSTransport established;

    /** Media thread only. */
    private final PerSecond rate = new PerSecond();

    private int handshakes;

    DtlsAssociation(DtlsIdentity identity, DtlsTarget target, DtlsPool pool, Events events) {
        this.identity = identity;
        this.target = target;
        this.pool = pool;
        this.events = events;
    }

    /** Takes a datagram from the one address that may speak; false when it was dropped. Media thread. */
    boolean receive(byte[] bytes, int length, long now) {
        if (closed || length > RtpPacket.MAX_BYTES || !rate.take(DATAGRAMS_A_SECOND, now)) {
            return false;
        }
        if (busy) {
            return waiting.offer(Arrays.copyOf(bytes, length));
        }
        boolean begins = established == null;
        if (begins && (handshakes >= MOST_HANDSHAKES || !isHello(bytes, length))) {
            return false;
        }
        waiting.clear();
        waiting.add(Arrays.copyOf(bytes, length));
        busy = true;
        if (!pool.run(begins ? this::handshake : this::read)) {
            busy = false;
            return false;
        }
        handshakes += begins ? 1 : 0;
        return true;
    }

    private static boolean isHello(byte[] bytes, int length) {
        return length > RECORD_HEADER && bytes[0] == HANDSHAKE && bytes[RECORD_HEADER] == CLIENT_HELLO;
    }

    private void handshake() {
        DtlsServer server = new DtlsServer(identity, target);
        try {
            DTLSTransport transport = new DTLSServerProtocol().accept(server, this);
            SrtpKeys keys = server.keys();
            if (keys != null && !closed) {
                established = transport;
                events.secured(keys);
            }
        } catch (IOException | RuntimeException e) {
            if (!closed) {
                log.debug("a DTLS handshake has failed: {}", e.toString());
                events.failed(server.isOtherFingerprint());
            }
        } finally {
            busy = false;
        }
    }

    /** The far end repeats itself where it has not seen our last flight, and the library answers that again. */
    private void read() {
        DTLSTransport transport = established;
        try {
            while (transport != null && !closed && !waiting.isEmpty()) {
                transport.receive(leftOver, 0, leftOver.length, 1);
            }
        } catch (IOException | RuntimeException e) {
            log.debug("after the DTLS handshake: {}", e.toString());
        } finally {
            busy = false;
        }
    }

    /** Ends a handshake that is under way. Any thread. */
    void end() {
        closed = true;
        waiting.clear();
        waiting.offer(OVER);
    }

    // What the library sees.

    @Override
    public int getReceiveLimit() {
        return RtpPacket.MAX_BYTES;
    }

    @Override
    public int getSendLimit() {
        return SEND_LIMIT;
    }

    @Override
    public int receive(byte[] to, int at, int most, int waitMillis) throws IOException {
        try {
            byte[] datagram = waiting.poll(Math.max(1, waitMillis), TimeUnit.MILLISECONDS);
            if (closed) {
                throw new IOException("the call is over");
            }
            if (datagram == null) {
                return -1;
            }
            int length = Math.min(most, datagram.length);
            System.arraycopy(datagram, 0, to, at, length);
            return length;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the server stops");
        }
    }

    @Override
    public void send(byte[] from, int at, int length) {
        if (!closed) {
            events.send(Arrays.copyOfRange(from, at, at + length));
        }
    }

    /** The library closes what it has failed with; the next hello may do better. */
    @Override
    public void close() {
        // Nothing of it is a resource.
    }
}
