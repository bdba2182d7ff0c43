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
    /** How far before its detected onset an utterance is searched. */
    private static final int PRE_ROLL_MILLIS = 256;
    /** Pause after which the ear looks ahead for a result. */
    public static final int SPECULATE_MILLIS = 64;
    /** Pause after which the ear has heard everything itself and need not look ahead. */
    private static final int LOOK_AHEAD_UNTIL_MILLIS = 320;
    /** Ticks of quiet that TURN hears before any are dropped: 1.2 s. Then more of the same changes its mind little. */
    static final int CALM_TICKS = 20;
    /** The longest utterance; what comes later is not searched. */
    private static final int MAX_ROWS = 30_000 / EarModel.ROW_MILLIS;

    private final EarTimes times;
    private volatile Map<String, Float> expected;

    // Lane side.
    final EarStream stream = new EarStream();
    final Search search;
    final PhoneLoop.State loop;
    /** Output frames that the ear has given, those of dropped ticks included. */
    private int rowCount;
    /** The first of them that belongs to the utterance. */
    private int searchedFrom;
    /** Rows before this one belong to what has been dealt with. */
    private int firstRow;

    private boolean searching;
    private int utterance;
    private boolean wantsLook;
    /** Ticks that were run since anybody spoke. */
    private int calmTicks;
    /** The report of a beginning waits until the ticks that waited have been heard. */
    private boolean owesReport;
    /** As it was {@link EarModel#LAG_ROWS} ago; null before the first tick and after a failure. */
    private @Nullable TurnEstimate turn;

    EarSlot(
            EarLane lane,
            EarModel model,
            EarTimes times,
            Grammar grammar,
            Map<String, Float> priors,
            Executor context,
            Consumer<Heard> listener) {
        super(lane::wake, context, listener);
        this.times = times;
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
        search.rest();
        firstRow = gate.nowMillis() / EarModel.ROW_MILLIS + EarModel.LAG_ROWS;
    }

    /**
     * A tick must be run. While nobody speaks ticks only wait, for the beginning of an utterance that is noticed late, and
     * in a long silence the oldest are dropped unheard: then a call costs its lane no more than voice activity and MFCC.
     */
    boolean ready() {
        return stream.ready() && (gate.inUtterance() || stream.overfull() && calmTicks < CALM_TICKS);
    }

    @Override
    boolean full() {
        return ready();
    }

    @Override
    void onBlock(Block block, Mfcc mfcc) {
        stream.accept(block.pcm, block.pcm.length, block.played, mfcc);
        if (stream.overfull() && !ready()) {
            stream.drop();
            rowCount += EarModel.TICK_ROWS;
            times.skipped();
        }
    }

    @Override
    void onVad(Search.Scratch scratch) {
        gate.accept(vad.probability(), SileroVad.WINDOW_MILLIS);
        boolean begins = gate.inUtterance() && !searching;
        if (begins) {
            beginSearch();
        }
        // What TURN makes of the sound before decides whether the agent speaks on.
        owesReport = begins && stream.ready();
        if (!owesReport) {
            report();
        }
    }

    private void report() {
        boolean pause = gate.inUtterance() && gate.silenceMillis() >= SPECULATE_MILLIS;
        wantsLook = pause && gate.silenceMillis() <= LOOK_AHEAD_UNTIL_MILLIS && withinLength();
        if (!wantsLook) {
            post(utterance, pause ? search.result() : null, pause ? loop.best() : 0, turn);
        }
    }

    /** The first rows of an utterance are still to come: until it began the ticks that give them have waited. */
    private void beginSearch() {
        utterance++;
        searching = true;
        search.begin(expected);
        loop.begin();
        int from = Math.max(0, gate.onsetMillis() - PRE_ROLL_MILLIS) / EarModel.ROW_MILLIS + EarModel.LAG_ROWS;
        searchedFrom = Math.max(Math.max(from, firstRow), rowCount);
    }

    /** A tick of the ear has been run: two more output frames. */
    void onTick(Search.Scratch scratch) {
        int row = rowCount;
        rowCount += EarModel.TICK_ROWS;
        turn = TurnEstimate.at(stream.out, EarModel.OUTPUT - TurnEstimate.FLOATS);
        stream.advance();
        calmTicks = gate.inUtterance() ? 0 : calmTicks + 1;
        for (int offset = 0; row < rowCount; row++, offset += EarModel.PDFS) {
            if (searching && row >= searchedFrom && withinLength()) {
                search.step(stream.out, offset, scratch);
                loop.step(stream.out, offset);
            }
        }
        if (owesReport && !ready()) {
            owesReport = false;
            report();
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
        return Math.max(0, searchedFrom - rowCount);
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
