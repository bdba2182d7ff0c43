package io.parley.agent.simulation;

import io.parley.agent.CallInfo;
import io.parley.agent.CallLeg;
import io.parley.agent.CallListener;
import io.parley.agent.Consultation;
import io.parley.agent.Termination;
import io.parley.media.Audio;
import io.parley.media.AudioPort;
import io.parley.media.AudioTick;
import io.parley.media.StepLine;
import io.parley.media.SteppedLine;
import io.vertx.core.Future;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A call in virtual time, as the agent sees it, over a telephone line. Whoever owns it is the caller: says
 * 20 ms at a time, dials, holds, hangs up. Everything happens on the owner's thread; only {@link #executor} takes jobs from
 * others.
 */
public final class VirtualLeg implements CallLeg {
    /** Loudest sample of the noise of a silent line. */
    private static final int HISS = 4;

    private static final long HISS_SEED = 1;

    private CallInfo info;
    private final VirtualTime time;
    private final VirtualLane lane;
    private final ToIntFunction<String> desk;
    private final SteppedLine line;
    private final BlockingQueue<Runnable> context = new LinkedBlockingQueue<>();
    private final Random hiss = new Random(HISS_SEED);
    private final short[] frame = new short[Audio.FRAME_SAMPLES];
    private @Nullable CallListener agent;
    private @Nullable CallListener caller;
    private @Nullable Termination ended;

    /**
     * Over a telephone line without a network.
     *
     * @param lane where the agent's models run
     * @param desk the status with which whoever the caller is put through to answers, by SIP URI
     */
    public VirtualLeg(CallInfo info, VirtualTime time, VirtualLane lane, ToIntFunction<String> desk) {
        this(info, time, lane, desk, StepLine.overTelephone());
    }

    /**
     * @param lane where the agent's models run
     * @param desk the status with which whoever the caller is put through to answers, by SIP URI
     * @param line carries the call, and codes it
     */
    public VirtualLeg(CallInfo info, VirtualTime time, VirtualLane lane, ToIntFunction<String> desk, SteppedLine line) {
        this.info = info;
        this.time = time;
        this.lane = lane;
        this.desk = desk;
        this.line = line;
    }

    // The caller.

    /** Sets who hears, at the caller's end, that the call was answered and that the agent has hung up. */
    public void tell(CallListener farEnd) {
        caller = farEnd;
    }

    /**
     * The caller says {@link Audio#FRAME_SAMPLES} samples, and 20 ms have passed. What follows from it waits for
     * {@link #settle}.
     *
     * @return the step as the agent had it; valid until the next
     */
    public AudioTick step(short[] says) {
        for (int i = 0; i < frame.length; i++) {
            // A line is never quite silent.
            int sample = says[i] + hiss.nextInt(-HISS, HISS + 1);
            frame[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sample));
        }
        return line.step(frame, time.nanos());
    }

    /** What the caller heard in the last step; valid until the next. */
    public short[] heard() {
        return line.heard();
    }

    public void dial(char digit) {
        line.dial(digit);
    }

    public void hold(boolean held) {
        context.add(() -> listener().onHold(held));
    }

    /** Somebody else takes the caller's place. */
    public void replace(CallInfo by) {
        context.add(() -> {
            info = by;
            listener().onReplaced(by);
        });
    }

    /** The caller hangs up. */
    public void leave() {
        end(Termination.callerHungUp());
    }

    /** Everything that can happen now happens. */
    public void settle() {
        lane.work();
        for (Runnable job = context.poll(); job != null; job = context.poll()) {
            job.run();
            lane.work();
        }
    }

    /**
     * Waits for a job from another thread, and does it and all that follows.
     *
     * @return false where none came in time
     */
    public boolean await(long millis) throws InterruptedException {
        Runnable job = context.poll(millis, TimeUnit.MILLISECONDS);
        if (job == null) {
            return false;
        }
        job.run();
        settle();
        return true;
    }

    /** How the call ended; null while it goes on. */
    public @Nullable Termination ended() {
        return ended;
    }

    // The agent.

    @Override
    public CallInfo info() {
        return info;
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
    public void listen(CallListener listener) {
        agent = listener;
    }

    private CallListener listener() {
        if (agent == null) {
            throw new IllegalStateException("nobody has taken the call");
        }
        return agent;
    }

    @Override
    public void progress() {
        context.add(() -> listener().onEarly());
    }

    @Override
    public void answer() {
        context.add(() -> {
            if (caller != null) {
                caller.onAnswered();
            }
            listener().onAnswered();
        });
    }

    @Override
    public void hangUp(Termination why) {
        if (ended == null && caller != null) {
            // The far end sees only that it was hung up on.
            caller.onEnded(Termination.callerHungUp());
        }
        end(why);
    }

    private void end(Termination why) {
        if (ended == null) {
            ended = why;
            context.add(() -> listener().onEnded(why));
        }
    }

    @Override
    public Future<Integer> transfer(String target) {
        int status = desk.applyAsInt(target);
        if (status < 300) {
            hangUp(Termination.transferred());
        }
        return Future.succeededFuture(status);
    }

    /** As if whoever is there had been asked. */
    @Override
    public Future<Integer> consult(Consultation consultation) {
        return transfer(consultation.to().to());
    }

    @Override
    public void sendDigits(String digits) {
        throw new UnsupportedOperationException("agents do not dial");
    }
}
