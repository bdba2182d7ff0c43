package io.parley.agent.ear;

import io.parley.media.SileroVad;
import io.parley.models.BatchedGraph;
import io.parley.models.ModelException;
import io.parley.models.Pack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hears all the calls of one lane: whenever audio has come, one ONNX run of the voice activity for all calls that have a
 * window, one of the ear for all calls that have a tick, and one for all that paused and want to know what was said so
 * far. Batches form by themselves: what arrives while the lane is busy goes together.
 *
 * <p>Where a model fails, on the whole batch or by giving no numbers, each call is run alone. The call that fails alone
 * begins with a new state and goes on without the frames in question; see {@link EarSlot}.
 */
public final class EarLane implements AutoCloseable {
    /** Ticks of silence that bring out everything the ear has heard: its look-ahead of 150 ms. */
    private static final int LOOK_TICKS = 3;
    /** Calls of one run; more take turns. */
    private static final int MOST_AT_ONCE = 32;

    private final EarModel model;
    private final Executor lane;
    private final SileroVad vad;
    private final BatchedGraph ear;
    private final Mfcc mfcc = new Mfcc();
    private final Search.Scratch scratch = new Search.Scratch();
    private final List<LaneSlot> slots = new CopyOnWriteArrayList<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final EarTimes times;

    private final List<LaneSlot> windows = new ArrayList<>();
    private final List<EarSlot> batch = new ArrayList<>();
    private final List<SileroVad.Stream> vadBatch = new ArrayList<>();
    private final List<float[]> in = new ArrayList<>();
    private final List<float[]> out = new ArrayList<>();
    /** Rows that come out of the ear: they belong to the lane, since nobody needs them beyond the run. */
    private final List<float[]> told = new ArrayList<>();

    private final List<float[]> spareIn = new ArrayList<>();
    private final List<float[]> spareOut = new ArrayList<>();
    private @Nullable Search ahead;
    private final PhoneLoop.State loopAhead;

    /**
     * @param lane runs the work, one job at a time
     * @param times told how long each kind of work took
     */
    public EarLane(EarModel model, Pack vadPack, Executor lane, EarTimes times) {
        this.model = model;
        this.lane = lane;
        this.times = times;
        vad = new SileroVad(vadPack);
        ear = model.batched();
        loopAhead = model.loop().new State();
    }

    /**
     * Opens a slot for a call.
     *
     * @param priors what may be said first
     * @param context runs the listener
     */
    public EarSlot open(Grammar grammar, Map<String, Float> priors, Executor context, Consumer<Heard> listener) {
        EarSlot slot = new EarSlot(this, model, times, grammar, priors, context, listener);
        slots.add(slot);
        return slot;
    }

    /**
     * Opens a slot that only tells when the caller speaks, for a call whose words are heard elsewhere.
     *
     * @param context runs the listener
     */
    public Hearing openGate(Executor context, Consumer<Heard> listener) {
        GateSlot slot = new GateSlot(this, context, listener);
        slots.add(slot);
        return slot;
    }

    void wake() {
        if (woken.compareAndSet(false, true)) {
            lane.execute(this::work);
        }
    }

    /** Runs until no call has anything left to hear. On the lane's thread. */
    private void work() {
        woken.set(false);
        boolean moved = true;
        while (moved) {
            moved = false;
            slots.removeIf(LaneSlot::isClosed);
            for (LaneSlot slot : slots) {
                moved |= pull(slot);
            }
            moved |= runVad();
            moved |= runEar();
            moved |= look();
        }
    }

    private boolean pull(LaneSlot slot) {
        try {
            return slot.pull(mfcc);
        } catch (RuntimeException | Error e) {
            failed(slot, LaneSlot::pullFailed, e);
            return false;
        }
    }

    private boolean runVad() {
        windows.clear();
        for (LaneSlot slot : slots) {
            if (slot.vad.full()) {
                windows.add(slot);
            }
        }
        if (windows.isEmpty()) {
            return false;
        }
        long start = System.nanoTime();
        together(windows, this::detect, LaneSlot::vadFailed);
        times.vad(System.nanoTime() - start, windows.size());
        windows.forEach(slot -> {
            if (!Float.isFinite(slot.vad.probability())) {
                failed(slot, LaneSlot::vadFailed, new ModelException("the voice activity gave no number"));
            }
            search(slot, () -> slot.onVad(scratch));
        });
        return true;
    }

    private void detect(List<LaneSlot> calls) {
        vadBatch.clear();
        calls.forEach(slot -> vadBatch.add(slot.vad));
        vad.run(vadBatch);
    }

    private boolean runEar() {
        gather(EarSlot::ready);
        if (batch.isEmpty()) {
            return false;
        }
        lend(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            EarStream stream = batch.get(i).stream;
            stream.fill();
            stream.out = told.get(i);
        }
        long start = System.nanoTime();
        together(batch, this::hear, EarSlot::earFailed);
        long ran = System.nanoTime();
        batch.forEach(slot -> {
            if (!slot.stream.isSound()) {
                failed(slot, EarSlot::earFailed, new ModelException("the ear gave no numbers"));
            }
            search(slot, () -> slot.onTick(scratch));
        });
        times.ear(ran - start, batch.size());
        times.search(System.nanoTime() - ran, batch.size());
        return true;
    }

    private void lend(int rows) {
        while (told.size() < rows) {
            told.add(new float[EarModel.OUTPUT + EarModel.STATE]);
        }
    }

    private void hear(List<EarSlot> calls) {
        in.clear();
        out.clear();
        for (EarSlot slot : calls) {
            in.add(slot.stream.in);
            out.add(slot.stream.out);
        }
        ear.run(in, out);
    }

    /** For every call in a pause: hears three ticks of silence on a copy of its state, and searches on from a copy. */
    private boolean look() {
        gather(EarSlot::wantsLook);
        if (batch.isEmpty()) {
            return false;
        }
        long start = System.nanoTime();
        together(batch, this::lookAhead, EarSlot::lookFailed);
        times.look(System.nanoTime() - start, batch.size());
        return true;
    }

    private void lookAhead(List<EarSlot> calls) {
        in.clear();
        out.clear();
        lend(calls.size());
        while (spareIn.size() < calls.size()) {
            spareIn.add(new float[EarModel.INPUT + EarModel.STATE]);
            spareOut.add(new float[LOOK_TICKS * EarModel.OUTPUT]);
        }
        for (int i = 0; i < calls.size(); i++) {
            in.add(spareIn.get(i));
            out.add(told.get(i));
        }
        for (int tick = 0; tick < LOOK_TICKS; tick++) {
            for (int i = 0; i < calls.size(); i++) {
                calls.get(i).stream.fillAhead(in.get(i), tick);
            }
            ear.run(in, out);
            for (int i = 0; i < calls.size(); i++) {
                System.arraycopy(out.get(i), 0, spareOut.get(i), tick * EarModel.OUTPUT, EarModel.OUTPUT);
                EarStream.advance(in.get(i), out.get(i));
            }
        }
        for (int i = 0; i < calls.size(); i++) {
            EarSlot slot = calls.get(i);
            float[] ticks = spareOut.get(i);
            search(slot, () -> searchAhead(slot, ticks));
        }
    }

    private void searchAhead(EarSlot slot, float[] ticks) {
        Search copy = ahead == null ? new Search(slot.search.grammar()) : ahead;
        ahead = copy;
        copy.copyFrom(slot.search);
        loopAhead.copyFrom(slot.loop);
        for (int r = slot.rowsUntilSearch(); r < LOOK_TICKS * EarModel.TICK_ROWS; r++) {
            int at = r / EarModel.TICK_ROWS * EarModel.OUTPUT + r % EarModel.TICK_ROWS * EarModel.PDFS;
            copy.step(ticks, at, scratch);
            loopAhead.step(ticks, at);
        }
        slot.onLook(copy, loopAhead, TurnEstimate.at(ticks, LOOK_TICKS * EarModel.OUTPUT - TurnEstimate.FLOATS));
    }

    /** Runs a batch; where that fails, every call of it alone, so that what is wrong with one keeps no other from hearing. */
    private <S extends LaneSlot> void together(List<S> calls, Consumer<List<S>> run, BiConsumer<S, Throwable> failure) {
        try {
            run.accept(calls);
        } catch (RuntimeException | Error e) {
            for (S slot : calls) {
                try {
                    run.accept(List.of(slot));
                } catch (RuntimeException | Error alone) {
                    failed(slot, failure, alone);
                }
            }
        }
    }

    private <S extends LaneSlot> void failed(S slot, BiConsumer<S, Throwable> failure, Throwable why) {
        times.failed();
        failure.accept(slot, why);
    }

    private void search(LaneSlot slot, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            failed(slot, LaneSlot::searchFailed, e);
        }
    }

    private void gather(java.util.function.Predicate<EarSlot> which) {
        batch.clear();
        for (LaneSlot slot : slots) {
            if (batch.size() < MOST_AT_ONCE && slot instanceof EarSlot ear && which.test(ear)) {
                batch.add(ear);
            }
        }
    }

    /** Frees the tensors; on the lane's thread, when no call is left. */
    @Override
    public void close() {
        vad.close();
        ear.close();
    }
}
