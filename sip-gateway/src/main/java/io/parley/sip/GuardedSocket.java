package io.parley.sip;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection that knows how long its present write has taken and when it last brought something, and tells once
 * that it was closed.
 */
final class GuardedSocket extends Socket {
    /** Room for a trunk that sets up 1,000 calls a second by one connection. */
    static final int BYTES_PER_SECOND = 4_000_000;

    static final int BURST_BYTES = 400_000;
    private static final double NANOS_PER_BYTE = 1e9 / BYTES_PER_SECOND;
    private static final long WRITE_LOOK_NANOS = 1_000_000L;
    private static final Runnable NOTHING = () -> {};

    private final AtomicReference<Runnable> onClose = new AtomicReference<>(NOTHING);
    private volatile long writeBegan;
    private volatile boolean writing;
    private volatile long heard = System.nanoTime();
    private volatile boolean ponged;
    private volatile long handshakeBegan;
    private volatile boolean handshaking;
    private final boolean made;
    private volatile boolean secure;
    private volatile Socket spoken = this;
    private @Nullable InputStream in;
    private @Nullable OutputStream out;

    /** @param made by us, and not to us */
    GuardedSocket(boolean made) {
        this.made = made;
    }

    void onClose(Runnable action) {
        onClose.set(action);
    }

    /** Somebody has connected; what was to become his connection may have waited for hours. */
    void opened() {
        heard = System.nanoTime();
    }

    /** Nanoseconds that the present write has taken; 0 when none is under way. */
    long writingSince(long nowNanos) {
        return writing ? nowNanos - writeBegan : 0;
    }

    /** Nanoseconds since it last brought a byte, or since it was opened. */
    long idleFor(long nowNanos) {
        return nowNanos - heard;
    }

    /** Whether a CRLF has ever come alone, as the answer to a keep-alive does (RFC 5626, section 4.4.1). */
    boolean hasPonged() {
        return ponged;
    }

    /** Whether what has come, perhaps in cipher, is a CRLF alone. */
    void look(byte[] bytes, int offset, int count) {
        if (count == 2 && bytes[offset] == '\r' && bytes[offset + 1] == '\n') {
            ponged = true;
        }
    }

    /** Whether we have made it; otherwise it was made to us. */
    boolean isMade() {
        return made;
    }

    /** Whether TLS is spoken over it. */
    boolean isSecure() {
        return secure;
    }

    void secure() {
        secure = true;
    }

    boolean isWith(InetAddress address, int port, boolean byTls) {
        return getPort() == port && secure == byTls && address.equals(getInetAddress());
    }

    /** What is written to: this, or the TLS that lies over it. */
    Socket spoken() {
        return spoken;
    }

    void spokenBy(TlsSocket over) {
        spoken = over;
    }

    /** A handshake of TLS begins, or is over. */
    void handshakes(boolean on) {
        handshakeBegan = System.nanoTime();
        handshaking = on;
    }

    /** Nanoseconds that the handshake has taken; 0 when none is under way. */
    long handshakingSince(long nowNanos) {
        return handshaking ? nowNanos - handshakeBegan : 0;
    }

    /**
     * The stack asks for it after a write, when the peer may have closed the connection already. That is the end of the
     * stream; as an exception it would make the stack forget the response it was about to pass on.
     */
    @Override
    public synchronized InputStream getInputStream() throws IOException {
        try {
            if (in == null) {
                in = new HeardStream(super.getInputStream());
            }
            return in;
        } catch (IOException e) {
            if (isClosed()) {
                return InputStream.nullInputStream();
            }
            throw e;
        }
    }

    /** Always the same one: the stack holds its lock while it writes a message. */
    @Override
    public synchronized OutputStream getOutputStream() throws IOException {
        if (out == null) {
            out = new TimedStream(super.getOutputStream());
        }
        return out;
    }

    @Override
    public void close() throws IOException {
        onClose.getAndSet(NOTHING).run();
        super.close();
    }

    void closeQuietly() {
        try {
            close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    /**
     * Reads no faster than a connection may speak, and not at all while a write to the same peer waits. The stack puts
     * whatever it reads into a queue without end, which one peer that writes and does not read would fill with the whole
     * heap; this way it fills its own send buffer. Read by one thread of the stack, which has nothing else to do.
     */
    private final class HeardStream extends FilterInputStream {
        private long paidUntil = System.nanoTime();

        HeardStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            while (writing && !isClosed()) {
                LockSupport.parkNanos(WRITE_LOOK_NANOS);
            }
            int count = in.read(bytes, offset, length);
            heard = System.nanoTime();
            if (count > 0) {
                look(bytes, offset, count);
                pay(count);
            }
            return count;
        }

        private void pay(int count) {
            long burst = (long) (BURST_BYTES * NANOS_PER_BYTE);
            paidUntil = Math.max(paidUntil, heard - burst) + (long) (count * NANOS_PER_BYTE);
            for (long left = paidUntil - heard; left > 0 && !isClosed(); left = paidUntil - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    private final class TimedStream extends FilterOutputStream {
        TimedStream(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            writeBegan = System.nanoTime();
            writing = true;
            try {
                out.write(bytes, offset, length);
            } finally {
                writing = false;
            }
        }
    }
}
