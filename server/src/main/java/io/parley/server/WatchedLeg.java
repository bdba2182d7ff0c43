package io.parley.server;

import io.parley.agent.CallInfo;
import io.parley.agent.CallLeg;
import io.parley.agent.CallListener;
import io.parley.agent.ForwardingLeg;
import io.parley.agent.Termination;

/** A leg whose events somebody else hears too: after the conversation, on the call's context. */
final class WatchedLeg extends ForwardingLeg {
    private final CallListener watcher;

    WatchedLeg(CallLeg leg, CallListener watcher) {
        super(leg);
        this.watcher = watcher;
    }

    @Override
    public void listen(CallListener listener) {
        super.listen(new CallListener() {
            @Override
            public void onEarly() {
                listener.onEarly();
                watcher.onEarly();
            }

            @Override
            public void onAnswered() {
                listener.onAnswered();
                watcher.onAnswered();
            }

            @Override
            public void onHold(boolean held) {
                listener.onHold(held);
                watcher.onHold(held);
            }

            @Override
            public void onProgress(int status, boolean audible) {
                listener.onProgress(status, audible);
                watcher.onProgress(status, audible);
            }

            @Override
            public void onReplaced(CallInfo now) {
                listener.onReplaced(now);
                watcher.onReplaced(now);
            }

            @Override
            public void onEnded(Termination why) {
                try {
                    listener.onEnded(why);
                } finally {
                    watcher.onEnded(why);
                }
            }
        });
    }
}
