package io.parley.sip;

import io.parley.agent.CallLeg;
import io.parley.agent.CallListener;
import io.parley.agent.Termination;
import io.parley.testkit.Eventually;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A call that the gateway makes, and what it comes to. */
class OurCall implements CallListener, Consumer<CallLeg> {
    final List<String> events = new CopyOnWriteArrayList<>();
    volatile CallLeg leg;

    /** By the trunk {@code pbx}. */
    static OurCall by(TestGateway from, String number) {
        OurCall call = new OurCall();
        from.gateway.call("pbx", number, call).await();
        return call;
    }

    /** To a user who is registered. */
    static OurCall to(TestGateway from, String user) {
        OurCall call = new OurCall();
        from.gateway.callUser(user, call).await();
        return call;
    }

    @Override
    public void accept(CallLeg made) {
        leg = made;
        made.listen(this);
    }

    void hangUp() {
        leg.executor().execute(() -> leg.hangUp(Termination.agentEnded()));
    }

    void happens(String event) {
        Eventually.isTrue(event, () -> events.contains(event));
    }

    @Override
    public void onAnswered() {
        events.add("answered");
    }

    @Override
    public void onHold(boolean held) {}

    @Override
    public void onEnded(Termination why) {
        events.add("ended " + why);
    }
}
