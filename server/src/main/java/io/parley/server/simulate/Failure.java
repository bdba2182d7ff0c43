package io.parley.server.simulate;

import io.parley.actions.ScriptedAnswers;
import io.parley.server.phone.ScriptedCaller;
import io.parley.server.trial.TrialCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a call cannot be what its script meant, whatever it expects. Pure. */
final class Failure {
    private Failure() {}

    static @Nullable String of(ScriptedCaller caller, TrialCall call, ScriptedAnswers answers) {
        List<String> all = new ArrayList<>(answers.missing());
        String steps = caller.failure(String.valueOf(call.record().termination()));
        if (steps != null) {
            all.add(0, steps);
        }
        return all.isEmpty() ? null : String.join("; ", all);
    }
}
