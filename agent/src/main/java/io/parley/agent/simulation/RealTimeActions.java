package io.parley.agent.simulation;

import io.parley.actions.ActionBus;
import io.parley.actions.ActionRequest;
import io.parley.actions.ActionResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.Executor;

/**
 * A bus that lives in real time, for a call in virtual time: results arrive on the call's context. While {@link #running}
 * whoever owns the call has to wait for the world.
 */
public final class RealTimeActions implements ActionBus {
    private final ActionBus bus;
    private final Executor context;
    private int running;

    /** @param context of the call */
    public RealTimeActions(ActionBus bus, Executor context) {
        this.bus = bus;
        this.context = context;
    }

    /** Actions that have been started and not ended. On the call's thread. */
    public int running() {
        return running;
    }

    @Override
    public Invocation run(ActionRequest request) {
        running++;
        Invocation real = bus.run(request);
        Promise<ActionResult> here = Promise.promise();
        real.result()
                .onComplete(done -> context.execute(() -> {
                    running--;
                    here.complete(done.result());
                }));
        return new Invocation() {
            @Override
            public Future<ActionResult> result() {
                return here.future();
            }

            @Override
            public void cancel() {
                real.cancel();
            }
        };
    }
}
