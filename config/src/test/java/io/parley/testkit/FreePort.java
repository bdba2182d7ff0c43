package io.parley.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port for a process that must be told one. Below the range from which the system gives ports away (RFC 6335, section
 * 6, and Linux, which begins at 32768), so that no connection of anybody's takes it before that process does.
 */
public final class FreePort {
    private static final int FIRST = 31_000;
    private static final int LAST = 32_767;
    private static final int TRIES = 50;

    private FreePort() {}

    /** Free at 127.0.0.1 for UDP and TCP alike. */
    public static int next() {
        try {
            return next(InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same at another address; whoever listens at every address of the machine has taken it from this one too. */
    public static int next(InetAddress address) throws IOException {
        BindException last = null;
        for (int i = 0; i < TRIES; i++) {
            InetSocketAddress tried =
                    new InetSocketAddress(address, ThreadLocalRandom.current().nextInt(FIRST, LAST + 1));
            try (ServerSocket tcp = new ServerSocket(tried.getPort(), 1, address);
                    DatagramSocket udp = new DatagramSocket(tried)) {
                return tried.getPort();
            } catch (BindException e) {
                last = e; // taken: another one
            }
        }
        throw new IOException("no port of " + FIRST + " to " + LAST + " is free for UDP and TCP", last);
    }
}
