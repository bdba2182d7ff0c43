package io.parley.actions;

import io.parley.config.ActionSpec;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Actions of kind {@code java}: functions of the program around us, each run on a thread of its own, because they block. A
 * function that never returns keeps its thread, so threads are counted, not only actions that somebody waits for.
 */
final class FunctionKind implements ActionKind {
    /** Runs of all functions at once; beyond it an action fails with {@code busy}. */
    static final int MAX_RUNNING = 64;

    /** Runs of one action at once, so that one slow function cannot take every thread. */
    static final int MAX_RUNNING_EACH = 32;

    private static final long IDLE_SECONDS = 30;
    private static final ActionFunction NOBODY = call -> {
        throw ActionFailure.permanent("the program has no such function for this call");
    };

    private final ActionFunctions functions;
    private final Supplier<Executor> contexts;
    private final ExecutorService threads;
    /** By action; its size is bounded by that of the threads, because entries of nothing running go. */
    private final Map<String, Integer> running = new HashMap<>();

    /** @param contexts gives the context of the call */
    FunctionKind(ActionFunctions functions, Supplier<Executor> contexts) {
        this.functions = functions;
        this.contexts = contexts;
        AtomicInteger number = new AtomicInteger();
        ThreadFactory factory = job -> {
            Thread thread = new Thread(job, "parley-action-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        threads = new ThreadPoolExecutor(
                0, MAX_RUNNING, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }

    @Override
    public @Nullable Ready read(ActionSpec action, String key, TemplateReader reader) {
        int problemsBefore = reader.problems().count();
        ResultPaths results = ResultPaths.read(key + ".result", action.result(), action.lists(), reader.problems());
        return reader.problems().count() > problemsBefore
                ? null
                : (request, idempotencyKey) -> {
                    String name = request.action().name();
                    ActionFunction function =
                            Objects.requireNonNullElse(functions.find(request.callId(), name), NOBODY);
                    return prepare("java:" + name, context -> function, results, request, idempotencyKey);
                };
    }

    /**
     * A function for one wish.
     *
     * @param function made for each attempt, with the context of the call
     */
    Prepared prepare(
            String target,
            Function<Executor, ActionFunction> function,
            ResultPaths results,
            ActionRequest request,
            @Nullable String idempotencyKey) {
        String name = request.action().name();
        ActionCall call = new ActionCall(request.callId(), request.arguments(), idempotencyKey);
        return new Prepared() {
            @Override
            public String target() {
                return target;
            }

            @Override
            public Attempt attempt() {
                Executor context = contexts.get();
                return new FunctionAttempt(name, function.apply(context), call, results, context)
                        .startOn(threads, FunctionKind.this);
            }
        };
    }

    synchronized boolean enter(String name) {
        int now = running.getOrDefault(name, 0);
        if (now >= MAX_RUNNING_EACH) {
            return false;
        }
        running.put(name, now + 1);
        return true;
    }

    synchronized void leave(String name) {
        running.computeIfPresent(name, (key, now) -> now == 1 ? null : now - 1);
    }

    /** Interrupts what still runs. */
    @Override
    public Future<Void> close() {
        threads.shutdownNow();
        return Future.succeededFuture();
    }
}
