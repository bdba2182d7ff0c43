package io.parley.agent;

import io.parley.actions.ActionBus;
import io.parley.agent.simulation.RealTimeActions;
import io.parley.agent.simulation.VirtualLeg;
import io.parley.agent.simulation.VirtualTime;
import io.parley.media.Audio;
import io.parley.media.EchoPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A caller in virtual time: the real engine, ear, voice and voice activity over a line without a network, and a business in
 * real time, all on the test's thread.
 */
final class VirtualCall implements CallObserver {
    /** After so long a silence the agent has finished, whatever it waited for. */
    private static final int POLITE_MILLIS = 1_200;

    final List<CallEvent> events = new ArrayList<>();
    final List<Double> bargeIns = new ArrayList<>();
    final List<Double> latencies = new ArrayList<>();
    final List<String> transfers = new ArrayList<>();
    int transferStatus = 486;
    /** The test says when an action may end. */
    boolean slow;
    /** Events of this name are more than the watcher can take, so many times. */
    String unbearable = "";

    int timesUnbearable;
    /** What comes back of the agent's voice. */
    @Nullable
    EchoPath echo;

    private final Studio studio;
    private final VirtualTime time = new VirtualTime();
    private final VirtualLeg leg;
    private final RealTimeActions actions;
    private final Conversation conversation;
    private long frames;
    private int lag = 1;
    private int agentSilence;

    VirtualCall(Studio studio, AgentRuntime agent, ActionBus bus) {
        this(studio, agent, bus, UnaryOperator.identity());
    }

    /** @param between makes the leg that the conversation is given */
    VirtualCall(Studio studio, AgentRuntime agent, ActionBus bus, UnaryOperator<CallLeg> between) {
        this.studio = studio;
        studio.lane().keepBusy(false);
        CallInfo info = new CallInfo("call-" + hashCode(), true, "coffee", "caller", null, "local", Instant.EPOCH);
        leg = new VirtualLeg(info, time, studio.lane(), target -> {
            transfers.add(target);
            return transferStatus;
        });
        actions = new RealTimeActions(bus, leg.executor());
        StockPhrases phrases = studio.phrases(agent);
        conversation =
                studio.engine(actions, this).open(between.apply(new SupervisedLeg(leg, agent, phrases, this)), agent);
        settle();
    }

    // The caller.

    /** Says nothing for a while. */
    VirtualCall silence(int millis) {
        return play(new short[millis * Audio.SAMPLE_RATE / 1_000]);
    }

    VirtualCall play(short[] pcm) {
        for (int at = 0; at < pcm.length && ended() == null; at += Audio.FRAME_SAMPLES) {
            step(Arrays.copyOfRange(pcm, at, at + Audio.FRAME_SAMPLES));
        }
        return this;
    }

    VirtualCall say(String text) {
        return play(studio.said(text));
    }

    /** Listens until the agent has said what it has to say. */
    VirtualCall listen() {
        agentSilence = Audio.FRAME_MILLIS;
        return until("the agent is silent", () -> agentSilence >= POLITE_MILLIS);
    }

    VirtualCall until(String what, BooleanSupplier condition) {
        long end = frames + 30_000 / Audio.FRAME_MILLIS;
        while (!condition.getAsBoolean() && ended() == null) {
            if (frames > end) {
                throw new AssertionError("30 s passed, but not: " + what + "; " + events);
            }
            silence(Audio.FRAME_MILLIS);
        }
        return this;
    }

    /** Until an event has happened so many times in the call. */
    VirtualCall until(String event, int times) {
        return until(event, () -> count(event) >= times);
    }

    VirtualCall dial(String digits) {
        for (char digit : digits.toCharArray()) {
            leg.dial(digit);
            settle();
        }
        return this;
    }

    void hold(boolean held) {
        leg.hold(held);
        settle();
    }

    void replace(String by) {
        CallInfo now = leg.info();
        leg.replace(new CallInfo(now.id(), true, now.number(), by, null, now.trunk(), now.started()));
        settle();
    }

    void hangUp() {
        leg.leave();
        settle();
    }

    private void step(short[] caller) {
        time.pass(Audio.FRAME_NANOS, leg::settle);
        frames++;
        if (echo != null) {
            echo.pass(leg.heard(), caller);
        }
        agentSilence = leg.step(caller).utterance == 0 ? agentSilence + Audio.FRAME_MILLIS : 0;
        if (frames % lag == 0) {
            settle();
        }
    }

    /** Everything that can happen now happens; a fast action ends in no time. */
    void settle() {
        leg.settle();
        while (actions.running() > 0 && !slow) {
            waitForAction();
        }
    }

    /** The lane is busy: frames of audio come in one go, so many at a time. */
    void keepLaneBusy(int framesAtATime) {
        lag = framesAtATime;
        studio.lane().keepBusy(true);
    }

    /** Lets the running action end; the test has told the other side to answer. */
    void finishAction() {
        while (actions.running() > 0) {
            waitForAction();
        }
        settle();
    }

    private void waitForAction() {
        try {
            if (!leg.await(20_000)) {
                throw new AssertionError("the action did not end");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    // What there is to see.

    int millis() {
        return (int) (frames * Audio.FRAME_MILLIS);
    }

    boolean agentSpeaks() {
        return agentSilence == 0;
    }

    CallRecord record() {
        return conversation.record();
    }

    @Nullable
    Termination ended() {
        return leg.ended();
    }

    long count(String event) {
        return events.stream().filter(e -> e.event().equals(event)).count();
    }

    /** The only event of this name. */
    CallEvent only(String event) {
        List<CallEvent> found =
                events.stream().filter(e -> e.event().equals(event)).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " events '" + event + "': " + events);
        }
        return found.get(0);
    }

    @Override
    public void event(CallEvent event) {
        if (event.event().equals(unbearable) && timesUnbearable-- > 0) {
            throw new IllegalStateException("a watcher that fails at " + event.event());
        }
        events.add(event);
    }

    @Override
    public void bargeInStop(double millis) {
        bargeIns.add(millis);
    }

    @Override
    public void earToEar(double millis) {
        latencies.add(millis);
    }
}
