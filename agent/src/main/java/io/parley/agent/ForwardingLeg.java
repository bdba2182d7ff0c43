package io.parley.agent;

import io.parley.media.AudioPort;
import io.vertx.core.Future;
import java.util.concurrent.Executor;

/** A leg that is another one, except for what a subclass does differently. */
public abstract class ForwardingLeg implements CallLeg {
    private final CallLeg leg;

    protected ForwardingLeg(CallLeg leg) {
        this.leg = leg;
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
    public void listen(CallListener listener) {
        leg.listen(listener);
    }

    @Override
    public void progress() {
        leg.progress();
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
    public Future<Integer> consult(Consultation consultation) {
        return leg.consult(consultation);
    }

    @Override
    public void sendDigits(String digits) {
        leg.sendDigits(digits);
    }
}
