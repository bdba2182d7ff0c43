package io.parley.agent.ear;

import io.parley.media.Audio;
import io.parley.media.SileroVad;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call's place in an {@link EarLane}: its audio on the way to the lane, and whether it speaks. What {@link Hearing}
 * declares is called on the call's context; everything else belongs to the lane's thread.
 */
abstract class LaneSlot implements Hearing {
    /** Audio that may wait for a busy lane: 1.28 s. Beyond it the oldest is lost and counted. */
    private static final int BACKLOG = 64;

    private final Runnable wake;
    private final Executor context;
    private final Consumer<Heard> listener;
    private final ArrayBlockingQueue<short[]> audio = new ArrayBlockingQueue<>(BACKLOG);
    private final ArrayBlockingQueue<short[]> free = new ArrayBlockingQueue<>(BACKLOG);
    private final AtomicLong lost = new AtomicLong();
    private volatile boolean closed;
    private volatile int settleRequests;

    // Lane side.
    final SileroVad.Stream vad = new SileroVad.Stream();
    final SpeechGate gate = new SpeechGate();
    private final short[] carry = new short[Audio.FRAME_SAMPLES];
    private int carried;
    private int settled;

    /**
     * @param wake wakes the lane
     * @param context runs the listener
     */
    LaneSlot(Runnable wake, Executor context, Consumer<Heard> listener) {
        this.wake = wake;
        this.context = context;
        this.listener = listener;
    }

    @Override
    public void hear(short[] pcm) {
        short[] block = free.poll();
        if (block == null) {
            block = new short[Audio.FRAME_SAMPLES];
        }
        System.arraycopy(pcm, 0, block, 0, Audio.FRAME_SAMPLES);
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
        short[] block = audio.poll();
        if (block == null) {
            return false;
        }
        onBlock(block, mfcc);
        int taken = vad.accept(block, 0, block.length);
        carried = block.length - taken;
        System.arraycopy(block, taken, carry, 0, carried);
        free.offer(block);
        return true;
    }

    /** The next speech is another utterance. */
    abstract void onSettled();

    /** No block can be taken before a model has run. */
    abstract boolean full();

    /** Takes 20 ms of the caller; must not keep them. */
    abstract void onBlock(short[] block, Mfcc mfcc);

    /** A window of voice activity has been run and must be told to the {@link #gate}. */
    abstract void onVad(Search.Scratch scratch);

    final void post(int utterance, Search.@Nullable Result result, float loopScore) {
        Heard heard = new Heard(
                gate.nowMillis(),
                vad.probability(),
                utterance,
                gate.inUtterance(),
                gate.onsetMillis(),
                gate.speechMillis(),
                gate.silenceMillis(),
                result,
                loopScore);
        context.execute(() -> listener.accept(heard));
    }
}
