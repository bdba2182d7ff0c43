package io.parley.server;

import io.parley.config.ConfigException;
import io.parley.server.metrics.Metrics;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has agents' files that were saved take effect for the next call: looks at them once a second, and reads them when what
 * has changed has stayed as it is for one look. Files that are wrong change nothing, and that is said. On a thread of its
 * own.
 */
final class Reloading implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reloading.class);
    private static final long LOOK_SECONDS = 1;
    /** Looks after which files that were wrong are tried again: the fault may have been a server's that they name. */
    private static final int AGAIN = 60;
    /** How long a reload that is under way may take when the server stops. */
    private static final long PATIENCE_SECONDS = 10;

    private final List<Path> paths;
    private final Supplier<Roster.Change> reload;
    private final Metrics metrics;
    private final Consumer<String> tell;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(job -> {
        Thread thread = new Thread(job, "parley-reload");
        thread.setDaemon(true);
        return thread;
    });
    /** What was read last, whatever came of it. */
    private AgentFiles read;

    private AgentFiles seen;
    private int staleLooks;
    /** What is wrong with the files, so that what they said before is served; null where nothing is. */
    private volatile @Nullable String complaint;

    /**
     * @param paths of the agents
     * @param read what the files were when they were read
     * @param reload reads their files again; throws {@link ConfigException} where they are wrong
     * @param tell what is said to whoever runs the server
     */
    Reloading(
            List<Path> paths, AgentFiles read, Supplier<Roster.Change> reload, Metrics metrics, Consumer<String> tell) {
        this.paths = paths;
        this.reload = reload;
        this.metrics = metrics;
        this.tell = tell;
        this.read = read;
        this.seen = read;
        clock.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            AgentFiles now = AgentFiles.of(paths);
            Set<Path> moving = now.differing(seen);
            seen = now;
            Set<Path> changed = now.differing(read);
            changed.removeAll(moving); // a file that is being written waits for itself, and for no other
            staleLooks = isStale() ? staleLooks + 1 : 0;
            if (!changed.isEmpty() || staleLooks == AGAIN) {
                staleLooks = 0;
                read = now;
                refresh();
            }
        } catch (RuntimeException | Error e) {
            LOG.error("agents' files cannot be looked at", e);
        }
    }

    private void refresh() {
        try {
            Roster.Change change = reload.get();
            metrics.reloaded(true);
            taken(change);
        } catch (ConfigException e) {
            refuse(String.valueOf(e.getMessage()), null);
        } catch (RuntimeException | Error e) {
            refuse(e.toString(), e);
        }
    }

    private void taken(Roster.Change change) {
        if (isStale()) {
            complaint = null;
            tell.accept("The agents are as their files say again.");
        }
        if (change.isNone()) {
            return; // a comment, or a call that tests them
        }
        LOG.atInfo()
                .addKeyValue("event", "agents.reloaded")
                .addKeyValue("changed", change.changed())
                .addKeyValue("gone", change.gone())
                .log("agents' files have been read again");
        change.changed().forEach(id -> tell.accept(id + ": from the next call on as it was saved."));
        change.gone().forEach(id -> tell.accept(id + ": gone."));
    }

    private void refuse(String why, @Nullable Throwable fault) {
        if (clock.isShutdown()) {
            return; // the server stops, and with it what was being made ready
        }
        metrics.reloaded(false);
        if (why.equals(complaint)) {
            return;
        }
        complaint = why;
        LOG.atError()
                .addKeyValue("event", "agents.kept")
                .setCause(fault)
                .log("agents' files are wrong; what was read before is served: {}", why);
        tell.accept("The agents stay as they were, until this is mended:\n" + why);
    }

    /** What is served is not what the files say. */
    private boolean isStale() {
        return complaint != null;
    }

    @Override
    public void close() throws InterruptedException {
        clock.shutdown();
        clock.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        clock.shutdownNow();
    }
}
