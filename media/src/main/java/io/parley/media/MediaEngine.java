package io.parley.media;

import io.parley.config.MediaConfig;
import io.vertx.core.Context;
import java.net.InetAddress;

/** Carries the RTP of every call on one thread: a selector and a 1 ms wheel. */
public final class MediaEngine implements AutoCloseable {
    /** Binds nothing yet; starts the media thread. */
    public static MediaEngine start(MediaConfig config) {
        throw new IllegalStateException("being written");
    }

    /**
     * Opens a session on a free, rested port pair.
     *
     * @param local address to bind: the one by which the peer is reached
     * @param context the call's context; its listener runs there
     * @throws PortsExhausted when every pair is in use or resting
     */
    public RtpSession open(InetAddress local, Context context) {
        throw new IllegalStateException("being written");
    }

    /** Stops the thread and closes every session that is still open. */
    @Override
    public void close() {
        throw new IllegalStateException("being written");
    }

    /** No port pair is free; the call is answered 503. */
    public static final class PortsExhausted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public PortsExhausted(String message) {
            super(message);
        }
    }
}
