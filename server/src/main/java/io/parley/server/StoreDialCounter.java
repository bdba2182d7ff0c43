package io.parley.server;

import io.parley.actions.Store;
import io.parley.actions.Tally;
import io.parley.sip.DialCounter;
import io.parley.sip.MemoryDialCounter;
import io.vertx.core.Future;
import java.util.List;

/**
 * Counts in the store, so that all servers which share it stay below the caps together and a restart forgets nothing.
 * While the store is away, what this process has counted itself must do. Any thread.
 */
final class StoreDialCounter implements DialCounter {
    private final Store store;
    private final MemoryDialCounter memory = new MemoryDialCounter(System::nanoTime);

    StoreDialCounter(Store store) {
        this.store = store;
    }

    @Override
    public Future<Boolean> take(List<Cap> caps) {
        List<Tally> tallies = caps.stream()
                .map(cap -> new Tally("dial:" + cap.key(), cap.most(), cap.window()))
                .toList();
        return store.take(tallies)
                .onSuccess(taken -> {
                    if (taken) {
                        memory.count(caps);
                    }
                })
                .recover(away -> memory.take(caps));
    }
}
