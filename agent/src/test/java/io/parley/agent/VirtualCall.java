package io.parley.agent;

import io.parley.actions.ActionBus;
import io.parley.actions.ActionRequest;
import io.parley.actions.ActionResult;
import io.parley.media.Audio;
import io.parley.media.AudioPort;
import io.parley.media.AudioTick;
import io.parley.media.StepLine;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A call in virtual time: the real engine, ear, voice and voice activity over a line without a network, all on the test's
 * thread. The caller speaks frame by frame; 20 ms pass with each.
 */
final class VirtualCall implements CallLeg, ActionBus, CallObserver {
    /** A time that no clock of this machine shows. */
    private static final long START_NANOS = 1L << 60;

    private static final long FRAME_NANOS = Audio.FRAME_MILLIS * 1_000_000L;
    /** After so long a silence the agent has finished, whatever it waited for. */
    private static final int POLITE_MILLIS = 1_200;

    final List<CallEvent> events = new ArrayList<>();
    final List<Double> bargeIns = new ArrayList<>();
    final List<Double> latencies = new ArrayList<>();
    final List<String> transfers = new ArrayList<>();
    int transferStatus = 486;
    /** Frames of audio that come in one go because the lane is busy. */
    int lag = 1;
    /** The test says when an action may end. */
    boolean slow;

    private final Studio studio;
    private final ActionBus bus;
    private final StepLine line = new StepLine();
    private final LinkedBlockingQueue<Runnable> context = new LinkedBlockingQueue<>();
    private final Random hiss = new Random(1);
    private final Conversation conversation;
    private CallListener listener = new Deaf();
    private @Nullable Termination ended;
    private int running;
    private long frames;
    private int agentSilence;

    VirtualCall(Studio studio, AgentRuntime agent, ActionBus bus) {
        this.studio = studio;
        this.bus = bus;
        conversation = studio.engine(this, this).open(this, agent);
        settle();
    }

    // The caller.

    /** Says nothing for a while. */
    VirtualCall silence(int millis) {
        return play(new short[millis * Audio.SAMPLE_RATE / 1_000]);
    }

    VirtualCall play(short[] pcm) {
        for (int at = 0; at < pcm.length && ended == null; at += Audio.FRAME_SAMPLES) {
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
        while (!condition.getAsBoolean() && ended == null) {
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
            line.dial(digit);
            settle();
        }
        return this;
    }

    void hold(boolean held) {
        listener.onHold(held);
        settle();
    }

    void hangUp() {
        hangUp(Termination.callerHungUp());
        settle();
    }

    private void step(short[] caller) {
        for (int i = 0; i < caller.length; i++) {
            // A line is never quite silent.
            caller[i] += (short) hiss.nextInt(-4, 5);
        }
        AudioTick tick = line.step(caller, START_NANOS + ++frames * FRAME_NANOS);
        agentSilence = tick.utterance == 0 ? agentSilence + Audio.FRAME_MILLIS : 0;
        if (frames % lag == 0) {
            settle();
        }
    }

    /** Everything that can happen now happens; a fast action ends in no time. */
    void settle() {
        do {
            studio.work();
            for (Runnable job = context.poll(); job != null; job = context.poll()) {
                job.run();
                studio.work();
            }
        } while (running > 0 && !slow && waitForAction());
    }

    /** Lets the running action end; the test has told the other side to answer. */
    void finishAction() {
        while (running > 0) {
            waitForAction();
        }
        settle();
    }

    private boolean waitForAction() {
        try {
            Runnable job = context.poll(20, TimeUnit.SECONDS);
            if (job == null) {
                throw new AssertionError("the action did not end");
            }
            job.run();
            return true;
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
        return ended;
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

    // The call as the engine sees it.

    @Override
    public CallInfo info() {
        return new CallInfo("call-" + hashCode(), true, "coffee", "caller", null, "local", Instant.EPOCH);
    }

    @Override
    public Executor executor() {
        return context::add;
    }

    @Override
    public AudioPort audio() {
        return line;
    }

    @Override
    public void listen(CallListener callListener) {
        listener = callListener;
    }

    @Override
    public void answer() {
        context.add(() -> listener.onAnswered());
    }

    @Override
    public void hangUp(Termination why) {
        if (ended == null) {
            ended = why;
            context.add(() -> listener.onEnded(why));
        }
    }

    @Override
    public Future<Integer> transfer(String target) {
        transfers.add(target);
        if (transferStatus < 300) {
            hangUp(Termination.transferred());
        }
        return Future.succeededFuture(transferStatus);
    }

    @Override
    public void sendDigits(String digits) {
        throw new UnsupportedOperationException();
    }

    /** The real bus; its results arrive on the call's context, which is no Vert.x context here. */
    @Override
    public Invocation run(ActionRequest request) {
        running++;
        Invocation real = bus.run(request);
        Promise<ActionResult> here = Promise.promise();
        real.result()
                .onComplete(done -> context.add(() -> {
                    running--;
                    here.complete(done.result());
                }));
        return new Invocation() {
            @Override
            public Future<ActionResult> result() {
                return here.future();
            }

            @Override
            public void cancel() {
                real.cancel();
            }
        };
    }

    private static final class Deaf implements CallListener {
        @Override
        public void onAnswered() {}

        @Override
        public void onHold(boolean held) {}

        @Override
        public void onEnded(Termination why) {}
    }
}
