package io.parley.server.cli;

import io.parley.config.CallScript;
import io.parley.config.CallStep;
import io.parley.server.phone.Move;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The recordings and keys of an agent's scripted call as a caller's moves. */
final class ScriptMoves {
    private ScriptMoves() {}

    /**
     * @throws UsageFault for a step that takes more than a recording: it has to be spoken, or waits for an act inside the
     *     agent
     */
    static List<Move> of(CallScript script) {
        List<Move> moves = new ArrayList<>();
        @Nullable Duration into = null;
        for (CallStep step : script.steps()) {
            if (step instanceof CallStep.Play play) {
                moves.add(new Move.Play(Plays.speech(play.file()), into));
                into = null;
            } else if (step instanceof CallStep.Dtmf dtmf) {
                moves.add(new Move.Dial(dtmf.digits()));
            } else if (step instanceof CallStep.InterruptAt interrupt) {
                into = interrupt.after();
            } else if (!(step instanceof CallStep.Hear)) {
                throw new UsageFault(script.file() + ": found the step " + step + ", expected play, dtmf or hear");
            }
        }
        return moves;
    }
}
