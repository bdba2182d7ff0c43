package io.parley.agent.ear;

import io.parley.media.Audio;
import io.parley.media.SileroVad;
import io.parley.models.ModelException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call's place in an {@link EarLane}. {@link #hear}, {@link #expect}, {@link #settle} and {@link #close} are called
 * on the call's context; everything else belongs to the lane's thread.
 */
public final class EarSlot {
    private static final Logger LOG = LoggerFactory.getLogger(EarSlot.class);

    /** Audio that may wait for a busy lane: 1.28 s. Beyond it the oldest is lost and counted. */
    private static final int BACKLOG = 64;
    /** Output frames kept for the start of an utterance that is noticed late. */
    private static final int KEPT_ROWS = 24;
    /** How far before its detected onset an utterance is searched. */
    private static final int PRE_ROLL_MILLIS = 256;
    /** Pause after which the ear looks ahead for a result. */
    public static final int SPECULATE_MILLIS = 64;
    /** Pause after which the ear has heard everything itself and need not look ahead. */
    private static final int LOOK_AHEAD_UNTIL_MILLIS = 320;
    /** So often may hearing fail before the call is told that it is deaf, unless {@link #CALM_MILLIS} pass in between. */
    static final int MOST_FAILURES = 5;

    private static final int CALM_MILLIS = 10_000;
    /** The longest utterance; what comes later is not searched. */
    private static final int MAX_ROWS = 30_000 / EarModel.ROW_MILLIS;

    private final EarLane lane;
    private final Executor context;
    private final Consumer<Heard> listener;
    private final ArrayBlockingQueue<short[]> audio = new ArrayBlockingQueue<>(BACKLOG);
    private final ArrayBlockingQueue<short[]> free = new ArrayBlockingQueue<>(BACKLOG);
    private volatile Map<String, Float> expected;
    private final AtomicLong lost = new AtomicLong();
    private volatile boolean closed;
    private volatile int settleRequests;

    // Lane side.
    final EarStream stream = new EarStream();
    final SileroVad.Stream vad = new SileroVad.Stream();
    final Search search;
    final PhoneLoop.State loop;
    private final SpeechGate gate = new SpeechGate();
    private final float[] rows = new float[KEPT_ROWS * EarModel.PDFS];
    private final short[] carry = new short[Audio.FRAME_SAMPLES];
    private int carried;
    private int rowCount;
    private int searchedTo;
    /** Rows before this one belong to what has been dealt with. */
    private int firstRow;

    private boolean searching;
    private int utterance;
    private int settled;
    private boolean wantsLook;
    private int failures;
    private int failedAtMillis;

    EarSlot(
            EarLane lane,
            EarModel model,
            Grammar grammar,
            Map<String, Float> priors,
            Executor context,
            Consumer<Heard> listener) {
        this.lane = lane;
        this.context = context;
        this.listener = listener;
        this.expected = ordered(priors);
        this.search = new Search(grammar);
        this.loop = model.loop().new State();
    }

    /** Takes 20 ms of the caller; copied. */
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
        lane.wake();
    }

    /** What the caller may say from the next utterance on: entries of the grammar with the natural log of their priors. */
    public void expect(Map<String, Float> priors) {
        expected = ordered(priors);
    }

    /** The utterance under way is dealt with: what is said from now on is another one. */
    public void settle() {
        // Only the call's context writes; the lane compares with the number it has seen.
        settleRequests = settleRequests + 1;
        lane.wake();
    }

    public void close() {
        closed = true;
        lane.wake();
    }

    /** 20 ms blocks lost because the lane was too slow. */
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
            searching = false;
            firstRow = gate.nowMillis() / EarModel.ROW_MILLIS + EarModel.LAG_ROWS;
        }
        if (vad.full() || stream.ready()) {
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
        stream.accept(block, block.length, mfcc);
        int taken = vad.accept(block, 0, block.length);
        carried = block.length - taken;
        System.arraycopy(block, taken, carry, 0, carried);
        free.offer(block);
        return true;
    }

    /** A window of voice activity has been run. */
    void onVad(Search.Scratch scratch) {
        gate.accept(vad.probability(), 32);
        if (gate.inUtterance() && !searching) {
            beginSearch(scratch);
        }
        boolean pause = gate.inUtterance() && gate.silenceMillis() >= SPECULATE_MILLIS;
        wantsLook = pause && gate.silenceMillis() <= LOOK_AHEAD_UNTIL_MILLIS && withinLength();
        if (!wantsLook) {
            post(pause ? search.result() : null, pause ? loop.best() : 0);
        }
    }

    private void beginSearch(Search.Scratch scratch) {
        utterance++;
        searching = true;
        search.begin(expected);
        loop.begin();
        int from = Math.max(0, gate.onsetMillis() - PRE_ROLL_MILLIS) / EarModel.ROW_MILLIS + EarModel.LAG_ROWS;
        searchedTo = Math.max(Math.max(from, firstRow), rowCount - KEPT_ROWS);
        searchOn(scratch);
    }

    /** A tick of the ear has been run: two more output frames. */
    void onTick(Search.Scratch scratch) {
        for (int r = 0; r < EarModel.TICK_ROWS; r++) {
            System.arraycopy(
                    stream.out, r * EarModel.PDFS, rows, (rowCount % KEPT_ROWS) * EarModel.PDFS, EarModel.PDFS);
            rowCount++;
        }
        stream.advance();
        if (searching) {
            searchOn(scratch);
        }
    }

    private void searchOn(Search.Scratch scratch) {
        for (; searchedTo < rowCount && withinLength(); searchedTo++) {
            int offset = (searchedTo % KEPT_ROWS) * EarModel.PDFS;
            search.step(rows, offset, scratch);
            loop.step(rows, offset);
        }
    }

    private boolean withinLength() {
        return search.frames() < MAX_ROWS;
    }

    boolean wantsLook() {
        return wantsLook;
    }

    /** A look ahead has been run on copies of the search and the loop. */
    void onLook(Search ahead, PhoneLoop.State loopAhead) {
        wantsLook = false;
        post(ahead.result(), loopAhead.best());
    }

    /** Output frames that a look ahead has to skip because the utterance begins later. */
    int rowsUntilSearch() {
        return Math.max(0, searchedTo - rowCount);
    }

    /** The voice activity failed on a window, which is taken for what the last one was; it goes on with a new state. */
    void vadFailed(Throwable why) {
        float before = Float.isFinite(vad.probability()) ? vad.probability() : 0;
        vad.begin(before);
        failed("voice activity", why);
    }

    /** The ear failed on a tick, which says nothing about what was spoken; it goes on with a new state. */
    void earFailed(Throwable why) {
        stream.forget();
        failed("ear", why);
    }

    /** The next window of the pause looks again. */
    void lookFailed(Throwable why) {
        wantsLook = false;
        failed("look ahead", why);
    }

    /** What was understood so far is lost; what is still said is searched anew. */
    void searchFailed(Throwable why) {
        wantsLook = false;
        searching = false;
        gate.settle();
        failed("search", why);
    }

    /**
     * Counts; the first one is logged. A call on which hearing fails again and again is heard no longer, and its context
     * gets the failure thrown, for whoever looks after the call.
     */
    private void failed(String what, Throwable why) {
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

    private void post(Search.@org.jspecify.annotations.Nullable Result result, float loopScore) {
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

    /** A copy in the order given: {@code Map.copyOf} has another in every process, and so would equal hypotheses. */
    private static Map<String, Float> ordered(Map<String, Float> priors) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(priors));
    }
}
