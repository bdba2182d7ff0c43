package io.parley.media;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.ThreadingModel;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Carries news from the media thread to the calls of one event loop: whatever number of calls have something, the loop is
 * woken once. {@code Context.runOnContext} would cost two objects and a wake-up for every call and step; this costs
 * neither. The calls that have news form a stack through {@link Parcel#below}.
 */
final class Courier implements Runnable {
    /** Something to be done on a call's context. */
    abstract static class Parcel {
        private final ContextInternal context;
        private final Handler<Void> opening = this::openOnContext;
        private final AtomicBoolean underway = new AtomicBoolean();
        private @Nullable Parcel below;

        Parcel(Context context) {
            this.context = (ContextInternal) context;
        }

        /** Runs on the context, once for any number of deliveries since it ran last. */
        abstract void open();

        private void openOnContext(@Nullable Void nothing) {
            underway.set(false);
            open();
        }
    }

    private final Executor loop;
    private final AtomicReference<@Nullable Parcel> top = new AtomicReference<>();
    private final AtomicBoolean called = new AtomicBoolean();
    private boolean loaded;

    private Courier(Executor loop) {
        this.loop = loop;
    }

    /** A courier to the event loop of {@code context}. */
    static Courier to(Context context) {
        return new Courier(((ContextInternal) context).nettyEventLoop());
    }

    /** What identifies the event loop of a context; null for contexts that run elsewhere. */
    static @Nullable Object route(Context context) {
        return context.threadingModel() == ThreadingModel.EVENT_LOOP
                ? ((ContextInternal) context).nettyEventLoop()
                : null;
    }

    /** Delivers to a context that runs on no event loop. */
    static void post(Parcel parcel) {
        if (!parcel.underway.getAndSet(true)) {
            parcel.context.runOnContext(parcel.opening);
        }
    }

    /** Takes a parcel along. It leaves at {@link #leave}. Media thread only. */
    void load(Parcel parcel) {
        if (parcel.underway.getAndSet(true)) {
            return;
        }
        loaded = true;
        Parcel before;
        do {
            before = top.get();
            parcel.below = before;
        } while (!top.compareAndSet(before, parcel));
    }

    /** Calls the event loop if something was loaded. Media thread only. */
    void leave() {
        if (loaded) {
            loaded = false;
            if (!called.getAndSet(true)) {
                call();
            }
        }
    }

    private void call() {
        try {
            loop.execute(this);
        } catch (RejectedExecutionException e) {
            // The event loop has ended, and with it every call on it.
            called.set(false);
        }
    }

    /** On the event loop. */
    @Override
    public void run() {
        called.set(false);
        Parcel parcel = top.getAndSet(null);
        while (parcel != null) {
            Parcel below = parcel.below;
            parcel.below = null;
            parcel.context.dispatch(null, parcel.opening);
            parcel = below;
        }
    }
}
