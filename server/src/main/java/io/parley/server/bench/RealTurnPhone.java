package io.parley.server.bench;

import io.parley.server.Waiting;
import io.parley.server.phone.Caller;
import io.parley.server.phone.PhoneObserver;
import io.parley.server.trial.Trial;
import io.parley.server.trial.TrialCall;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Over SIP and RTP, in real time. Safe on any thread that may block. */
public final class RealTurnPhone implements TurnPhone {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Trial trial;
    private final Map<String, String> numbers;
    private final AtomicInteger calls = new AtomicInteger();

    /** @param numbers by which each agent is phoned */
    public RealTurnPhone(Trial trial, Map<String, String> numbers) {
        this.trial = trial;
        this.numbers = numbers;
    }

    @Override
    public TrialCall call(RecordedTurn turn, Caller caller) {
        String number = numbers.get(turn.agent());
        if (number == null) {
            throw new IllegalArgumentException(turn.agent() + " has no number to phone it by");
        }
        String name = "caller-" + calls.incrementAndGet();
        return Waiting.on(
                trial.call(number, name, caller, PhoneObserver.NONE, (info, event) -> {}),
                LONGEST,
                "the call with " + turn.audio());
    }
}
