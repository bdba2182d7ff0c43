package io.parley.agent.ear;

import io.parley.media.SileroVad;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The place of a call in an {@link EarLane} that is told when the caller speaks, and not what. */
final class GateSlot extends LaneSlot {
    private boolean speaking;
    private int utterance;

    GateSlot(EarLane lane, Executor context, Consumer<Heard> listener) {
        super(lane::wake, context, listener);
    }

    @Override
    public void expect(Map<String, Float> priors, int textMillis) {
        // Expects nothing in particular.
    }

    @Override
    void onSettled() {
        speaking = false;
    }

    @Override
    boolean full() {
        return false;
    }

    @Override
    void onBlock(Block block, Mfcc mfcc) {
        // The voice activity is all that listens here.
    }

    @Override
    void onVad(Search.Scratch scratch) {
        gate.accept(vad.probability(), SileroVad.WINDOW_MILLIS);
        if (gate.inUtterance() && !speaking) {
            speaking = true;
            utterance++;
        }
        post(utterance, null, 0, null);
    }
}
