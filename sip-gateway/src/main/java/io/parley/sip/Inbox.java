package io.parley.sip;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Events of one call, handled one after the other: what an event makes the agent do comes back as another event, and
 * waits until the first is done with. On the call's context.
 */
final class Inbox {
    private final Deque<CallEvent> waiting = new ArrayDeque<>();
    private final Consumer<CallEvent> handler;
    private boolean busy;

    /** @param handler throws nothing */
    Inbox(Consumer<CallEvent> handler) {
        this.handler = handler;
    }

    void put(CallEvent event) {
        waiting.add(event);
        if (busy) {
            return;
        }
        busy = true;
        try {
            for (CallEvent next = waiting.poll(); next != null; next = waiting.poll()) {
                handler.accept(next);
            }
        } finally {
            busy = false;
        }
    }
}
