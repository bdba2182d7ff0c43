package io.parley.actions;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server of the Model Context Protocol over the life of the bus: sessions come and go, and a new one is opened by itself,
 * after longer and longer waits while it fails. Safe on any thread; nothing here waits.
 */
final class McpLink {
    private static final Logger log = LoggerFactory.getLogger(McpLink.class);
    /** Doublings of a second between attempts to reach a server that is not there: half a minute. */
    private static final int MAX_DOUBLINGS = 5;

    private static final long FIRST_WAIT_MS = 250;
    private static final long SECOND_MS = 1_000;
    /** A session that has lasted so long is no failure; one that ends at once would else be opened for ever and ever. */
    private static final long WELL_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** A server whose tools change all the time is asked for them once in so long. */
    private static final long LIST_AGAIN_MS = 1_000;

    private final String name;
    private final Set<String> allowed;
    private final BiFunction<McpInbox, Consumer<String>, McpTransport> transports;
    private final Timers timers;
    private final DoubleSupplier random;

    /** The one that is open or being opened; null while waiting to try again, and when closed. */
    private @Nullable Promise<McpSession> current;

    private @Nullable McpSession session;
    private int failures;
    private long sessions;
    private long openedNanos;
    /** What is left of sessions that have ended. */
    private Future<Void> leaving = Future.succeededFuture();

    private boolean listing;
    private boolean closed;

    /**
     * @param allowed the only tools that may be called
     * @param transports makes one for a session, told where to say that it is gone
     */
    McpLink(
            String name,
            Set<String> allowed,
            BiFunction<McpInbox, Consumer<String>, McpTransport> transports,
            Timers timers,
            DoubleSupplier random) {
        this.name = name;
        this.allowed = Set.copyOf(allowed);
        this.transports = transports;
        this.timers = timers;
        this.random = random;
    }

    boolean allows(String tool) {
        return allowed.contains(tool);
    }

    /** The session, once it is open; fails at once while there is none and none is being opened. */
    synchronized Future<McpSession> session() {
        return current == null
                ? Future.failedFuture(McpTrouble.nothingLeft("no connection to " + name))
                : current.future();
    }

    synchronized void open() {
        if (closed || current != null) {
            return;
        }
        Promise<McpSession> opening = Promise.promise();
        current = opening;
        long number = ++sessions;
        McpTransport transport =
                transports.apply(new McpInbox(() -> listAgain(number)), reason -> gone(number, reason));
        McpSession fresh = new McpSession(transport);
        session = fresh;
        fresh.open(allowed).subscribe(open -> opened(number, opening, open), error -> {
            log.debug("opening {}", name, error);
            gone(number, error instanceof McpTrouble trouble ? String.valueOf(trouble.getMessage()) : "no handshake");
        });
    }

    private void opened(long number, Promise<McpSession> opening, McpSession open) {
        synchronized (this) {
            if (number != sessions || current != opening) {
                return;
            }
            openedNanos = timers.nanos();
        }
        tell(open);
        opening.tryComplete(open);
    }

    /** Names of tools are the file's own: what the server calls its others is not for the log. */
    private void tell(McpSession open) {
        Set<String> missing = new HashSet<>(allowed);
        missing.removeAll(open.tools());
        log.info("event=mcp-connected server={} tools={}", name, open.tools().size());
        if (!missing.isEmpty()) {
            log.warn("event=mcp-tools-missing server={} tools={}", name, missing);
        }
    }

    /** A session has ended, or could not be opened. */
    private void gone(long number, String reason) {
        Promise<McpSession> ended;
        McpSession old;
        long wait;
        synchronized (this) {
            if (number != sessions || current == null) {
                return;
            }
            ended = current;
            old = session;
            current = null;
            session = null;
            boolean well = ended.future().succeeded() && timers.nanos() - openedNanos >= WELL_NANOS;
            failures = well ? 1 : failures + 1;
            wait = wait(failures - 1);
            if (!closed) {
                log.warn("event=mcp-gone server={} reason=\"{}\" again-ms={}", name, reason, wait);
                timers.after(wait, this::open);
            }
        }
        ended.tryFail(McpTrouble.nothingLeft("no connection to " + name));
        if (old != null) {
            leave(old);
        }
    }

    private void leave(McpSession old) {
        Future<Void> last = old.close();
        synchronized (this) {
            leaving = leaving.isComplete() ? last : Future.join(leaving, last).mapEmpty();
        }
    }

    private long wait(int failed) {
        long step = failed == 0 ? FIRST_WAIT_MS : SECOND_MS << Math.min(failed - 1, MAX_DOUBLINGS);
        return step / 2 + (long) (random.getAsDouble() * (step - step / 2));
    }

    private void listAgain(long number) {
        synchronized (this) {
            if (listing || closed) {
                return;
            }
            listing = true;
            timers.after(LIST_AGAIN_MS, () -> list(number));
        }
    }

    private void list(long number) {
        McpSession now;
        synchronized (this) {
            listing = false;
            now = number == sessions ? session : null;
        }
        if (now != null) {
            now.list(allowed).subscribe(done -> {}, e -> log.debug("the tools of {}", name, e), () -> tell(now));
        }
    }

    /** Completes when nothing of it is left. */
    Future<Void> close() {
        long number;
        synchronized (this) {
            closed = true;
            number = sessions;
        }
        gone(number, "closed");
        synchronized (this) {
            return leaving;
        }
    }
}
