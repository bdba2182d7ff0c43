package io.parley.actions;

import io.parley.config.ActionSpec;
import io.parley.config.CallAnswer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the business answers in simulated calls: one answer after another for each action, the last of them for all further
 * requests, and the action's example where nothing is said. Safe on any thread.
 */
public final class ScriptedAnswers {
    private Map<String, List<CallAnswer>> answers = Map.of();
    private final Map<String, Integer> asked = new HashMap<>();
    private final List<String> missing = new ArrayList<>();

    /** From now on these answers, from the first on. */
    public synchronized void use(Map<String, List<CallAnswer>> next) {
        answers = Map.copyOf(next);
        asked.clear();
        missing.clear();
    }

    /** What was asked for and nothing says how to answer, in words for whoever wrote the files. */
    public synchronized List<String> missing() {
        return List.copyOf(missing);
    }

    /** The answer to an action's next request. */
    synchronized CallAnswer next(ActionSpec action) {
        List<CallAnswer> all = answers.getOrDefault(action.name(), List.of(CallAnswer.EXAMPLE));
        int number = asked.merge(action.name(), 1, Integer::sum);
        CallAnswer answer = all.get(Math.min(number, all.size()) - 1);
        if (byExample(answer) && action.example() == null && !action.result().isEmpty()) {
            missing.add(action.name() + " was asked, and neither its example in actions.yaml nor the script's answers"
                    + " say what it gives");
        }
        return answer;
    }

    /** Whether the answer's body is the action's example. */
    static boolean byExample(CallAnswer answer) {
        boolean says = answer.json() != null || answer.body() != null || answer.reset();
        return !says && answer.status() < 300;
    }
}
