package io.parley.actions;

import io.parley.actions.AttemptOutcome.MayPass;
import io.parley.actions.AttemptOutcome.Settled;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLTransientException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a function: begun and told of on the context of the call, run on a thread of the kind's. */
final class FunctionAttempt implements ActionKind.Attempt {
    /** The status of what a function refuses: understood, and no (RFC 9110, section 15.5.21). */
    static final int REFUSED = 422;

    private static final Logger log = LoggerFactory.getLogger(FunctionAttempt.class);

    private final String name;
    private final ActionFunction function;
    private final ActionCall call;
    private final ResultPaths results;
    private final Executor context;
    private final Promise<AttemptOutcome> outcome = Promise.promise();
    private boolean begun;
    /** Who runs it; guarded, so that a thread that has gone on to something else is never interrupted. */
    private @Nullable Thread runner;

    private boolean aborted;

    FunctionAttempt(String name, ActionFunction function, ActionCall call, ResultPaths results, Executor context) {
        this.name = name;
        this.function = function;
        this.call = call;
        this.results = results;
        this.context = context;
    }

    FunctionAttempt startOn(Executor threads, FunctionKind kind) {
        if (!kind.enter(name)) {
            outcome.complete(new MayPass(0, "too many runs of it are under way", null, false));
            return this;
        }
        try {
            threads.execute(() -> work(kind));
            begun = true;
        } catch (RejectedExecutionException e) {
            kind.leave(name);
            outcome.complete(new MayPass(0, "too many actions are under way", null, false));
        }
        return this;
    }

    @Override
    public Future<AttemptOutcome> outcome() {
        return outcome.future();
    }

    @Override
    public boolean hasLeft() {
        return begun;
    }

    @Override
    public synchronized void abort() {
        aborted = true;
        if (runner != null) {
            runner.interrupt();
        }
    }

    private void work(FunctionKind kind) {
        try {
            if (runBy(Thread.currentThread())) {
                AttemptOutcome ended = run();
                context.execute(() -> outcome.tryComplete(ended));
            }
        } catch (RejectedExecutionException e) {
            log.debug("action {} has ended after everything else", name, e);
        } finally {
            runBy(null);
            kind.leave(name);
        }
    }

    /** @return false where nobody wants it any more */
    private synchronized boolean runBy(@Nullable Thread thread) {
        runner = thread;
        if (thread == null) {
            Thread.interrupted();
        }
        return !aborted;
    }

    private AttemptOutcome run() {
        try {
            ActionResult result = results.of(function.run(call));
            return new Settled(0, result instanceof ActionResult.Ok ok ? followed(ok) : result);
        } catch (ActionFailure e) {
            return said(e);
        } catch (InterruptedException e) {
            return new MayPass(0, "interrupted", null, true);
        } catch (IOException | UncheckedIOException | TimeoutException | SQLTransientException e) {
            tell(e);
            return new MayPass(0, e.getClass().getSimpleName(), null, true);
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            tell(e);
            return Settled.failed(0, e.getClass().getSimpleName());
        }
    }

    private ActionResult followed(ActionResult.Ok ok) {
        return function instanceof ScriptFunction script
                ? new ActionResult.Ok(ok.values(), ok.lists(), script.call().sequel())
                : ok;
    }

    private static AttemptOutcome said(ActionFailure failure) {
        return switch (failure.kind()) {
            case REFUSED ->
                new Settled(
                        REFUSED,
                        new ActionResult.Refused(REFUSED, CleanText.of(failure.reason(), RefusalReason.MAX_CHARS)));
            case MAY_PASS -> new MayPass(0, failure.reason(), null, false);
            case FINAL -> Settled.failed(0, failure.reason());
        };
    }

    /** Messages of exceptions quote values, which may be personal: they are for whoever looks at debug. */
    private void tell(Throwable thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        log.warn(
                "event=action-threw call={} action={} exception={} at={}",
                call.callId(),
                name,
                thrown.getClass().getName(),
                trace.length == 0 ? "unknown" : trace[0]);
        log.debug("what action {} threw", name, thrown);
    }
}
