package io.parley.agent;

/** A listener that is another one, except for what a subclass does differently. */
public abstract class ForwardingListener implements CallListener {
    private final CallListener listener;

    protected ForwardingListener(CallListener listener) {
        this.listener = listener;
    }

    @Override
    public void onEarly() {
        listener.onEarly();
    }

    @Override
    public void onProgress(int status, boolean audible) {
        listener.onProgress(status, audible);
    }

    @Override
    public void onAnswered() {
        listener.onAnswered();
    }

    @Override
    public void onHold(boolean held) {
        listener.onHold(held);
    }

    @Override
    public void onReplaced(CallInfo now) {
        listener.onReplaced(now);
    }

    @Override
    public void onEnded(Termination why) {
        listener.onEnded(why);
    }
}
