package io.parley.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been opened, closed in the opposite order; one that fails to close does not keep the others open. */
final class Closing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private record Opened(String what, AutoCloseable resource) {}

    private final Deque<Opened> opened = new ArrayDeque<>();

    synchronized <T extends AutoCloseable> T add(String what, T resource) {
        opened.push(new Opened(what, resource));
        return resource;
    }

    @Override
    public synchronized void close() {
        for (Opened next = opened.poll(); next != null; next = opened.poll()) {
            close(next);
        }
    }

    private static void close(Opened next) {
        try {
            next.resource.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("{}: cannot be closed properly", next.what, e);
        }
    }
}
