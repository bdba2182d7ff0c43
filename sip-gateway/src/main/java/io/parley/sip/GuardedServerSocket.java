package io.parley.sip;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts only connections that the {@link Gate} admits. Outlives a failed accept (for example when the process is out
 * of file descriptors), at which the stack would stop listening for good.
 */
final class GuardedServerSocket extends ServerSocket {
    private static final Logger log = LoggerFactory.getLogger(GuardedServerSocket.class);
    private static final int BACKLOG = 256;
    private static final long PAUSE_NANOS = 100_000_000L;

    interface Admission {
        boolean admit(GuardedSocket stream) throws IOException;
    }

    private final Admission admission;

    GuardedServerSocket(int port, InetAddress address, Admission admission) throws IOException {
        super(port, BACKLOG, address);
        this.admission = admission;
    }

    @Override
    public Socket accept() throws IOException {
        while (true) {
            GuardedSocket stream = new GuardedSocket(false);
            try {
                implAccept(stream);
                stream.opened();
                if (admission.admit(stream)) {
                    return stream;
                }
                stream.closeQuietly();
            } catch (SocketTimeoutException e) {
                throw e;
            } catch (IOException e) {
                stream.closeQuietly();
                if (isClosed()) {
                    throw e;
                }
                log.warn("A TCP connection could not be accepted: {}", e.getMessage());
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }
}
