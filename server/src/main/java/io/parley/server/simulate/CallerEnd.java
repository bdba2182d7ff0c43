package io.parley.server.simulate;

import io.parley.agent.CallInfo;
import io.parley.agent.CallLeg;
import io.parley.agent.CallListener;
import io.parley.agent.Termination;
import io.parley.agent.simulation.VirtualLeg;
import io.parley.agent.simulation.VirtualTime;
import io.parley.media.Audio;
import io.parley.media.AudioPort;
import io.parley.media.AudioTick;
import io.parley.media.StepLine;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The caller's end of a call in virtual time. What the agent sends arrives here one step later, and what the caller says in a
 * step arrives there in the same. On the thread of the call.
 */
final class CallerEnd implements CallLeg, CallListener {
    /** A digit and the silence behind it take 200 ms (RFC 4733, 2.5.1). */
    private static final int STEPS_OF_A_DIGIT = 10;

    private final VirtualLeg agent;
    private final VirtualTime time;
    private final StepLine line = new StepLine();
    private final Queue<Character> digits = new ArrayDeque<>();
    private final short[] fromAgent = new short[Audio.FRAME_SAMPLES];
    private @Nullable CallListener caller;
    private int steps;
    private int nextDigit;

    CallerEnd(VirtualLeg agent, VirtualTime time) {
        this.agent = agent;
        this.time = time;
        agent.tell(this);
    }

    /** 20 ms pass for both ends. */
    void step() {
        AudioTick said = line.step(fromAgent, time.nanos());
        agent.step(said.played);
        System.arraycopy(agent.heard(), 0, fromAgent, 0, Audio.FRAME_SAMPLES);
        steps++;
        if (steps >= nextDigit && !digits.isEmpty()) {
            nextDigit = steps + STEPS_OF_A_DIGIT;
            agent.dial(digits.remove());
        }
    }

    // What the agent's end tells.

    @Override
    public void onAnswered() {
        listener().onAnswered();
    }

    @Override
    public void onHold(boolean held) {
        // Agents do not hold.
    }

    @Override
    public void onEnded(Termination why) {
        listener().onEnded(why);
    }

    private CallListener listener() {
        if (caller == null) {
            throw new IllegalStateException("nobody is at the telephone");
        }
        return caller;
    }

    // What the caller does.

    @Override
    public CallInfo info() {
        return agent.info();
    }

    @Override
    public Executor executor() {
        return agent.executor();
    }

    @Override
    public AudioPort audio() {
        return line;
    }

    @Override
    public void listen(CallListener listener) {
        caller = listener;
    }

    @Override
    public void answer() {
        throw new UnsupportedOperationException("it is the agent who answers");
    }

    @Override
    public void hangUp(Termination why) {
        if (agent.ended() == null) {
            agent.leave();
            listener().onEnded(why);
        }
    }

    @Override
    public Future<Integer> transfer(String target) {
        throw new UnsupportedOperationException("callers do not transfer");
    }

    @Override
    public void sendDigits(String dialled) {
        for (char digit : dialled.toCharArray()) {
            digits.add(digit);
        }
    }
}
