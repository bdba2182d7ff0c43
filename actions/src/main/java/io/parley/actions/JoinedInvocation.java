package io.parley.actions;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A run that sends nothing itself: answered at once, or by the operation that carries the same wish out already. */
final class JoinedInvocation implements ActionBus.Invocation {
    private final BusParts bus;
    private final ActionRequest request;
    private final @Nullable WishId wish;
    private final long startNanos;
    private final Promise<ActionResult> answer = Promise.promise();
    private @Nullable Executor context;

    JoinedInvocation(BusParts bus, ActionRequest request, @Nullable WishId wish) {
        this.bus = bus;
        this.request = request;
        this.wish = wish;
        this.startNanos = bus.timers().nanos();
    }

    /** Waits for another run's end, at most this run's own deadline. */
    static JoinedInvocation join(BusParts bus, Executor context, ActionRequest request, Operation operation) {
        JoinedInvocation joined = new JoinedInvocation(bus, request, WishId.of(request));
        joined.context = context;
        context.execute(() -> {
            long millis = Math.max(1, request.action().deadline().toMillis());
            long timer = bus.timers().after(millis, () -> joined.tell(new ActionResult.Late()));
            joined.answer.future().onComplete(told -> bus.timers().cancel(timer));
            operation.settled().onSuccess(result -> context.execute(() -> joined.tell(result)));
        });
        return joined;
    }

    @Override
    public Future<ActionResult> result() {
        return answer.future();
    }

    @Override
    public void cancel() {
        if (context != null) {
            context.execute(() -> tell(new ActionResult.Cancelled()));
        }
    }

    void tell(ActionResult result) {
        if (answer.tryComplete(result)) {
            long nanos = bus.timers().nanos() - startNanos;
            bus.counters().add(BusParts.counter(result));
            ActionLog.write("action", request, wish, result, 0, nanos);
            bus.observer().finished(request.action().name(), result, nanos);
        }
    }
}
