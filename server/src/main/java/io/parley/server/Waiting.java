package io.parley.server;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Waits on threads that may, which an event loop is not. */
public final class Waiting {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Waiting() {}

    /**
     * @param what for the message when it takes longer than a minute
     * @throws RuntimeException the future's own failure where that is unchecked
     */
    public static <T extends @Nullable Object> T on(Future<T> future, String what) {
        return on(future, PATIENCE, what);
    }

    public static <T extends @Nullable Object> T on(Future<T> future, Duration patience, String what) {
        return on(future.toCompletionStage().toCompletableFuture(), patience, what);
    }

    static <T extends @Nullable Object> T on(CompletableFuture<T> future, String what) {
        return on(future, PATIENCE, what);
    }

    static <T extends @Nullable Object> T on(CompletableFuture<T> future, Duration patience, String what) {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new ServerFault(what + ": " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new ServerFault(what + ": not done within " + patience.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFault(what + ": interrupted", e);
        }
    }

    /** Runs a job on an executor and waits for its end. */
    static void on(Executor executor, Runnable job) {
        on(CompletableFuture.runAsync(job, executor), "a job on its lane");
    }
}
