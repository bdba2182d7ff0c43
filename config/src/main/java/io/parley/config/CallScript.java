package io.parley.config;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A scripted caller, one file of an agent's {@code calls/} folder.
 *
 * @param today the day on which the call takes place; null for that of whoever runs it
 * @param answers what the business answers, by action, one after another; the last answer repeats
 * @param transfer the SIP status with which whoever the caller is put through to answers
 * @param lines where in the file each step stands, 1-based
 */
public record CallScript(
        String name,
        Path file,
        @Nullable LocalDate today,
        Map<String, List<CallAnswer>> answers,
        int transfer,
        List<CallStep> steps,
        List<Integer> lines,
        CallExpect expect) {
    public static final int MAX_STEPS = 200;
    /** Answers of one action. */
    public static final int MAX_ANSWERS = 50;
    /** Whoever is put through to takes the call. */
    public static final int TAKEN = 200;

    public CallScript {
        answers = frozen(answers);
        steps = List.copyOf(steps);
        lines = List.copyOf(lines);
        Rules rules = new Rules()
                .require(!steps.isEmpty(), "steps", null, "at least one step")
                .require(steps.size() <= MAX_STEPS, "steps", steps.size() + " steps", "at most " + MAX_STEPS + " steps")
                .require(transfer >= 200 && transfer <= 699, "transfer", transfer, "a final SIP status: 200 to 699");
        answers.forEach((action, list) -> rules.require(
                !list.isEmpty() && list.size() <= MAX_ANSWERS,
                "answers." + action,
                list.size() + " answers",
                "1 to " + MAX_ANSWERS + " answers"));
        order(rules, steps);
        rules.check();
    }

    private static Map<String, List<CallAnswer>> frozen(Map<String, List<CallAnswer>> answers) {
        Map<String, List<CallAnswer>> copy = new LinkedHashMap<>();
        answers.forEach((action, list) -> copy.put(action, List.copyOf(list)));
        return Frozen.map(copy);
    }

    private static void order(Rules rules, List<CallStep> steps) {
        for (int i = 0; i < steps.size(); i++) {
            CallStep next = i + 1 < steps.size() ? steps.get(i + 1) : null;
            String at = "steps[" + i + "]";
            rules.require(
                    !(steps.get(i) instanceof CallStep.InterruptAt) || next != null && next.isMove(),
                    at,
                    null,
                    "say, play or dtmf as the step after interrupt-at");
            rules.require(
                    !(steps.get(i) instanceof CallStep.HangUp) || next == null,
                    at,
                    null,
                    "hang-up only as the last step");
        }
    }

    /**
     * Reads a script by itself; {@link CallScripts#load} also holds it against its agent.
     *
     * @throws ConfigException with everything that is wrong in it
     */
    public static CallScript load(Path file) {
        return CallScripts.load(file);
    }
}
