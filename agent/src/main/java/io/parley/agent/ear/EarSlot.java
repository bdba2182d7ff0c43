package io.parley.agent.ear;

import io.parley.media.SileroVad;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The place of a call in an {@link EarLane} whose words the ear hears by the agent's grammar. What {@link Hearing}
 * declares is called on the call's context; everything else belongs to the lane's thread.
 */
public final class EarSlot extends LaneSlot {
    /** Output frames kept for the start of an utterance that is noticed late. */
    private static final int KEPT_ROWS = 24;
    /** How far before its detected onset an utterance is searched. */
    private static final int PRE_ROLL_MILLIS = 256;
    /** Pause after which the ear looks ahead for a result. */
    public static final int SPECULATE_MILLIS = 64;
    /** Pause after which the ear has heard everything itself and need not look ahead. */
    private static final int LOOK_AHEAD_UNTIL_MILLIS = 320;
    /** The longest utterance; what comes later is not searched. */
    private static final int MAX_ROWS = 30_000 / EarModel.ROW_MILLIS;

    private volatile Map<String, Float> expected;

    // Lane side.
    final EarStream stream = new EarStream();
    final Search search;
    final PhoneLoop.State loop;
    private final float[] rows = new float[KEPT_ROWS * EarModel.PDFS];
    private int rowCount;
    private int searchedTo;
    /** Rows before this one belong to what has been dealt with. */
    private int firstRow;

    private boolean searching;
    private int utterance;
    private boolean wantsLook;
    /** As it was {@link EarModel#LAG_ROWS} ago; null before the first tick and after a failure. */
    private @Nullable TurnEstimate turn;

    EarSlot(
            EarLane lane,
            EarModel model,
            Grammar grammar,
            Map<String, Float> priors,
            Executor context,
            Consumer<Heard> listener) {
        super(lane::wake, context, listener);
        this.expected = Map.copyOf(priors);
        this.search = new Search(grammar);
        this.loop = model.loop().new State();
    }

    /** An ear knows no free text. */
    @Override
    public void expect(Map<String, Float> priors, int textMillis) {
        expected = Map.copyOf(priors);
    }

    @Override
    void onSettled() {
        searching = false;
        firstRow = gate.nowMillis() / EarModel.ROW_MILLIS + EarModel.LAG_ROWS;
    }

    @Override
    boolean full() {
        return stream.ready();
    }

    @Override
    void onBlock(Block block, Mfcc mfcc) {
        stream.accept(block.pcm, block.pcm.length, block.played, mfcc);
    }

    @Override
    void onVad(Search.Scratch scratch) {
        gate.accept(vad.probability(), SileroVad.WINDOW_MILLIS);
        if (gate.inUtterance() && !searching) {
            beginSearch(scratch);
        }
        boolean pause = gate.inUtterance() && gate.silenceMillis() >= SPECULATE_MILLIS;
        wantsLook = pause && gate.silenceMillis() <= LOOK_AHEAD_UNTIL_MILLIS && withinLength();
        if (!wantsLook) {
            post(utterance, pause ? search.result() : null, pause ? loop.best() : 0, turn);
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
        turn = TurnEstimate.at(stream.out, EarModel.OUTPUT - TurnEstimate.FLOATS);
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

    /** A look ahead has been run on copies of the search, the loop and TURN. */
    void onLook(Search ahead, PhoneLoop.State loopAhead, @Nullable TurnEstimate turnAhead) {
        wantsLook = false;
        post(utterance, ahead.result(), loopAhead.best(), turnAhead);
    }

    /** Output frames that a look ahead has to skip because the utterance begins later. */
    int rowsUntilSearch() {
        return Math.max(0, searchedTo - rowCount);
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

    @Override
    void searchFailed(Throwable why) {
        wantsLook = false;
        super.searchFailed(why);
    }
}
