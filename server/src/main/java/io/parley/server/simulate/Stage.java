package io.parley.server.simulate;

import io.parley.agent.CallEvent;
import io.parley.agent.CallInfo;
import io.parley.server.phone.PhoneObserver;
import java.util.function.BiConsumer;

/** Where scenes are played, one at a time. */
public interface Stage extends AutoCloseable {
    /**
     * Plays a scene to its end; blocks.
     *
     * @param observer watches the caller
     * @param watcher told what the agent thinks and does
     */
    Played play(Scene scene, PhoneObserver observer, BiConsumer<CallInfo, CallEvent> watcher);

    @Override
    void close();
}
