package io.parley.actions;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Several requests, one after the other, that are one exchange for whoever asked. Lives on the context of the call. */
final class ExchangeChain implements HttpWire.Exchange {
    private final HttpWire wire;
    private final Promise<HttpWire.Result> result = Promise.promise();
    private HttpWire.@Nullable Exchange now;
    private boolean left;
    private boolean aborted;

    ExchangeChain(HttpWire wire) {
        this.wire = wire;
    }

    /** @param then told what came; not told where nobody wants it any more */
    void send(HttpCall call, Consumer<HttpWire.Result> then) {
        if (aborted) {
            return;
        }
        HttpWire.Exchange sent = wire.send(call);
        now = sent;
        sent.result().onSuccess(came -> {
            left |= sent.hasLeft();
            if (!aborted) {
                then.accept(came);
            }
        });
    }

    void end(HttpWire.Result last) {
        result.tryComplete(last);
    }

    boolean isAborted() {
        return aborted;
    }

    @Override
    public Future<HttpWire.Result> result() {
        return result.future();
    }

    @Override
    public boolean hasLeft() {
        return left || now != null && now.hasLeft();
    }

    @Override
    public void abort() {
        aborted = true;
        if (now != null) {
            now.abort();
        }
    }

    @Override
    public void late() {
        aborted = true;
        if (now != null) {
            now.late();
        }
    }
}
