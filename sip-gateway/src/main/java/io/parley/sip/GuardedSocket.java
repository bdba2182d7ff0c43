package io.parley.sip;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection that knows how long its present write has taken and when it last brought something, and tells once
 * that it was closed.
 */
final class GuardedSocket extends Socket {
    private static final Runnable NOTHING = () -> {};

    private final AtomicReference<Runnable> onClose = new AtomicReference<>(NOTHING);
    private volatile long writeBegan;
    private volatile boolean writing;
    private volatile long heard = System.nanoTime();
    private @Nullable InputStream in;
    private @Nullable OutputStream out;

    void onClose(Runnable action) {
        onClose.set(action);
    }

    /** Nanoseconds that the present write has taken; 0 when none is under way. */
    long writingSince(long nowNanos) {
        return writing ? nowNanos - writeBegan : 0;
    }

    /** Nanoseconds since it last brought a byte, or since it was made. */
    long idleFor(long nowNanos) {
        return nowNanos - heard;
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

    private final class HeardStream extends FilterInputStream {
        HeardStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int octet = in.read();
            heard = System.nanoTime();
            return octet;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = in.read(bytes, offset, length);
            heard = System.nanoTime();
            return count;
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
