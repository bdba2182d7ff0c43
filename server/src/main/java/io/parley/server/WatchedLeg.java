package io.parley.server;

import io.parley.agent.CallInfo;
import io.parley.agent.CallLeg;
import io.parley.agent.CallListener;
import io.parley.agent.Termination;
import io.parley.media.AudioPort;
import io.vertx.core.Future;
import java.util.concurrent.Executor;

/** A leg whose events somebody else hears too: after the conversation, on the call's context. */
final class WatchedLeg implements CallLeg {
    private final CallLeg leg;
    private final CallListener watcher;

    WatchedLeg(CallLeg leg, CallListener watcher) {
        this.leg = leg;
        this.watcher = watcher;
    }

    @Override
    public void listen(CallListener listener) {
        leg.listen(new CallListener() {
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
            public void onEnded(Termination why) {
                try {
                    listener.onEnded(why);
                } finally {
                    watcher.onEnded(why);
                }
            }
        });
    }

    @Override
    public CallInfo info() {
        return leg.info();
    }

    @Override
    public Executor executor() {
        return leg.executor();
    }

    @Override
    public AudioPort audio() {
        return leg.audio();
    }

    @Override
    public void answer() {
        leg.answer();
    }

    @Override
    public void hangUp(Termination why) {
        leg.hangUp(why);
    }

    @Override
    public Future<Integer> transfer(String target) {
        return leg.transfer(target);
    }

    @Override
    public void sendDigits(String digits) {
        leg.sendDigits(digits);
    }
}
