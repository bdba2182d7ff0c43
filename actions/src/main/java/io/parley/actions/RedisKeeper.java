package io.parley.actions;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a Redis process and starts it again when it ends by itself. Has a thread of its own, which waits for the process
 * all its life: on Linux the process is told to end when the thread that started it does, so that it ends with a Parley
 * that was killed.
 */
final class RedisKeeper {
    private static final Logger log = LoggerFactory.getLogger(RedisKeeper.class);
    private static final long STOP_PATIENCE_SECONDS = 5;
    private static final long LONG_LIFE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final DataFolder folder;
    private final List<String> command;
    private final ActionsCounters counters;
    private final CompletableFuture<Process> first = new CompletableFuture<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::keep, "redis-keeper");
    private volatile @Nullable Process process;

    /** @param withParley whether the process is to end when this one is killed, where the system can do that */
    RedisKeeper(DataFolder folder, RedisProgram program, boolean withParley, ActionsCounters counters) {
        this.folder = folder;
        this.counters = counters;
        this.command = new ArrayList<>(wrapper(withParley));
        command.add(program.file().toString());
        command.add(folder.file(RedisConf.FILE).toString());
        thread.setDaemon(true);
    }

    /** The process after its first start; it may have ended already. */
    Process start() {
        thread.start();
        try {
            return first.join();
        } catch (CompletionException e) {
            closing.countDown();
            throw new StoreException("cannot start " + String.join(" ", command) + ": " + e.getCause(), e);
        }
    }

    /** Id of the process started last; 0 before the first start. */
    long pid() {
        Process now = process;
        return now == null ? 0 : now.pid();
    }

    /** Blocks until the process has ended. */
    void stop() {
        closing.countDown();
        Process now = process;
        try {
            if (now != null) {
                now.destroy();
                if (!now.waitFor(STOP_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    now.destroyForcibly().waitFor(STOP_PATIENCE_SECONDS, TimeUnit.SECONDS);
                }
            }
            thread.join(TimeUnit.SECONDS.toMillis(STOP_PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep() {
        int failures = 0;
        while (closing.getCount() > 0) {
            long began = System.nanoTime();
            try {
                int code = run();
                if (closing.getCount() > 0) {
                    log.warn("event=redis-ended code={} log={}", code, folder.file(RedisConf.LOG_FILE));
                }
            } catch (IOException e) {
                first.completeExceptionally(e);
                log.warn("event=redis-not-started reason=\"{}\"", e.getMessage());
            } catch (InterruptedException e) {
                return;
            }
            failures = System.nanoTime() - began > LONG_LIFE_NANOS ? 0 : failures + 1;
            if (rest(failures)) {
                return;
            }
            counters.add(ActionsCounter.REDIS_RESTARTS);
        }
    }

    private int run() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.file(RedisConf.LOG_FILE).toFile());
        // What the environment holds for Parley (API secrets) is none of the child's business.
        builder.environment().keySet().retainAll(List.of("PATH", "LD_LIBRARY_PATH"));
        Process started = builder.start();
        started.getOutputStream().close();
        process = started;
        first.complete(started);
        if (closing.getCount() == 0) {
            started.destroy();
        }
        return started.waitFor();
    }

    /** @return true when the keeper is to end */
    private boolean rest(int failures) {
        try {
            return closing.await(Backoff.delay(failures, 1).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    /**
     * A session of its own keeps the terminal's Ctrl-C from Redis, which Parley still needs while it drains; the parent
     * death signal ends Redis when Parley is killed. Both are programs of util-linux.
     */
    private static List<String> wrapper(boolean withParley) {
        List<String> wrapper = new ArrayList<>();
        if (works(List.of("setsid", "true"))) {
            wrapper.add("setsid");
        }
        List<String> withParent = List.of("setpriv", "--pdeathsig", "TERM");
        if (withParley) {
            List<String> trial = new ArrayList<>(withParent);
            trial.add("true");
            if (works(trial)) {
                wrapper.addAll(withParent);
            }
        }
        return wrapper;
    }

    private static boolean works(List<String> command) {
        try {
            Process trial = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return trial.waitFor(STOP_PATIENCE_SECONDS, TimeUnit.SECONDS) && trial.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The end of what Redis said, without the password. */
    static String lastWords(DataFolder folder, RedisConf conf) {
        try {
            List<String> lines = Files.readAllLines(folder.file(RedisConf.LOG_FILE));
            String end = String.join(" / ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
            return CleanText.of(end.replace(conf.password(), "***"), 600);
        } catch (IOException e) {
            return "";
        }
    }
}
