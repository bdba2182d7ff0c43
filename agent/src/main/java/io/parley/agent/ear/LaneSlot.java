package io.parley.agent.ear;

import io.parley.media.Audio;
import io.parley.media.SileroVad;
import io.parley.models.ModelException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call's place in an {@link EarLane}: its audio on the way to the lane, and whether it speaks. What {@link Hearing}
 * declares is called on the call's context; everything else belongs to the lane's thread.
 */
abstract class LaneSlot implements Hearing {
    private static final Logger LOG = LoggerFactory.getLogger(LaneSlot.class);

    /** Audio that may wait for a busy lane: 1.28 s. Beyond it the oldest is lost and counted. */
    private static final int BACKLOG = 64;
    /** So often may hearing fail before the call is told that it is deaf, unless {@link #CALM_MILLIS} pass in between. */
    static final int MOST_FAILURES = 5;

    private static final int CALM_MILLIS = 10_000;

    private final Runnable wake;
    private final Executor context;
    private final Consumer<Heard> listener;
    private final ArrayBlockingQueue<Block> audio = new ArrayBlockingQueue<>(BACKLOG);
    private final ArrayBlockingQueue<Block> free = new ArrayBlockingQueue<>(BACKLOG);
    private final AtomicLong lost = new AtomicLong();
    private volatile boolean closed;
    private volatile int settleRequests;

    // Lane side.
    final SileroVad.Stream vad = new SileroVad.Stream();
    final SpeechGate gate = new SpeechGate();
    private final short[] carry = new short[Audio.FRAME_SAMPLES];
    private int carried;
    private int settled;
    private int failures;
    private int failedAtMillis;

    /**
     * @param wake wakes the lane
     * @param context runs the listener
     */
    LaneSlot(Runnable wake, Executor context, Consumer<Heard> listener) {
        this.wake = wake;
        this.context = context;
        this.listener = listener;
    }

    /** 20 ms of both sides. */
    static final class Block {
        final short[] pcm = new short[Audio.FRAME_SAMPLES];
        /** RMS of what the agent said, 16-bit scale. */
        float played;
    }

    @Override
    public void hear(short[] pcm, float played) {
        Block block = free.poll();
        if (block == null) {
            block = new Block();
        }
        System.arraycopy(pcm, 0, block.pcm, 0, Audio.FRAME_SAMPLES);
        block.played = played;
        while (!audio.offer(block)) {
            audio.poll();
            lost.incrementAndGet();
        }
        wake.run();
    }

    /** A lane writes nothing down: whoever wants that listens beside it. */
    @Override
    public void takeDown() {}

    @Override
    public void settle() {
        // Only the call's context writes; the lane compares with the number it has seen.
        settleRequests = settleRequests + 1;
        wake.run();
    }

    @Override
    public void close() {
        closed = true;
        wake.run();
    }

    @Override
    public long lostBlocks() {
        return lost.get();
    }

    boolean isClosed() {
        return closed;
    }

    /** Moves waiting audio towards the models, at most one block. Gives false when there is nothing to move. */
    boolean pull(Mfcc mfcc) {
        if (settled != settleRequests) {
            settled = settleRequests;
            gate.settle();
            onSettled();
        }
        if (vad.full() || full()) {
            return false;
        }
        if (carried > 0) {
            int taken = vad.accept(carry, 0, carried);
            System.arraycopy(carry, taken, carry, 0, carried - taken);
            carried -= taken;
            return true;
        }
        Block block = audio.poll();
        if (block == null) {
            return false;
        }
        onBlock(block, mfcc);
        int taken = vad.accept(block.pcm, 0, block.pcm.length);
        carried = block.pcm.length - taken;
        System.arraycopy(block.pcm, taken, carry, 0, carried);
        free.offer(block);
        return true;
    }

    /** The next speech is another utterance. */
    abstract void onSettled();

    /** No block can be taken before a model has run. */
    abstract boolean full();

    /** Takes 20 ms; must not keep them. */
    abstract void onBlock(Block block, Mfcc mfcc);

    /** A window of voice activity has been run and must be told to the {@link #gate}. */
    abstract void onVad(Search.Scratch scratch);

    /** The voice activity failed on a window, which is taken for what the last one was; it goes on with a new state. */
    final void vadFailed(Throwable why) {
        vad.begin(Float.isFinite(vad.probability()) ? vad.probability() : 0);
        failed("voice activity", why);
    }

    /** 20 ms on their way to the models are lost. */
    final void pullFailed(Throwable why) {
        failed("audio", why);
    }

    /** What was understood so far is lost; what is still said is another utterance. */
    void searchFailed(Throwable why) {
        gate.settle();
        onSettled();
        failed("search", why);
    }

    /**
     * Counts; the first one is logged. A call on which hearing fails again and again is heard no longer, and its context
     * gets the failure thrown, for whoever looks after the call.
     */
    final void failed(String what, Throwable why) {
        failures = gate.nowMillis() - failedAtMillis > CALM_MILLIS ? 1 : failures + 1;
        failedAtMillis = gate.nowMillis();
        if (failures == 1) {
            LOG.error("the {} of a call failed; it goes on anew", what, why);
        } else if (failures == MOST_FAILURES) {
            closed = true;
            context.execute(() -> {
                throw new ModelException("the " + what + " of a call fails again and again", why);
            });
        }
    }

    final void post(int utterance, Search.@Nullable Result result, float loopScore, @Nullable TurnEstimate turn) {
        Heard heard = new Heard(
                gate.nowMillis(),
                vad.probability(),
                utterance,
                gate.inUtterance(),
                gate.onsetMillis(),
                gate.speechMillis(),
                gate.silenceMillis(),
                result,
                loopScore,
                Dictated.NOT,
                turn);
        context.execute(() -> listener.accept(heard));
    }
}
