package io.parley.config;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What must have happened when a scripted call is over; null or empty parts are not checked.
 *
 * @param one an action that ran exactly once; others may have run too
 * @param actions all actions that ran, in order; an empty list means that none did
 * @param termination how the call ended
 * @param turns the most turns that the agent may have taken, the greeting included
 * @param says texts that the caller must have heard
 * @param not what must not have happened
 */
public record CallExpect(
        @Nullable Ran one,
        @Nullable List<Ran> actions,
        @Nullable String termination,
        @Nullable Integer turns,
        List<String> says,
        Not not) {
    public static final CallExpect NOTHING = new CallExpect(null, null, null, null, List.of(), Not.NOTHING);

    private static final Pattern TERMINATION = Pattern.compile("[a-z]+(-[a-z]+)*(-[0-9]{3})?");
    static final int MAX_TEXTS = 50;
    private static final int MAX_TURNS = 500;

    public CallExpect {
        actions = actions == null ? null : List.copyOf(actions);
        says = says.stream().map(Words::tidy).toList();
        Rules rules = new Rules()
                .require(one == null || actions == null, "actions", null, "either action and args, or actions")
                .require(
                        termination == null || TERMINATION.matcher(termination).matches(),
                        "termination",
                        termination,
                        "how the call ends, such as agent-ended or caller-hung-up")
                .require(
                        turns == null || turns >= 1 && turns <= MAX_TURNS,
                        "turns",
                        turns,
                        "a number from 1 to " + MAX_TURNS);
        Words.sentences(rules, "says", says, MAX_TEXTS);
        rules.check();
    }

    /**
     * An action that ran.
     *
     * @param action its name; null for any
     * @param args exactly its arguments, in canonical form; null for any
     * @param outcome what came of it
     */
    public record Ran(@Nullable String action, @Nullable Map<String, String> args, String outcome) {
        public static final String OK = "ok";
        /** What may come of an action. */
        public static final List<String> OUTCOMES = List.of(OK, "refused", "failed", "late", "cancelled");

        public Ran {
            args = args == null ? null : Frozen.map(args);
            new Rules()
                    .require(action == null || Names.isDotted(action), "action", action, Names.DOTTED)
                    .require(OUTCOMES.contains(outcome), "outcome", outcome, "one of " + String.join(", ", OUTCOMES))
                    .check();
        }

        @Override
        public String toString() {
            String what = action == null ? "an action" : action;
            String with = args == null ? "" : " " + args;
            return what + with + (outcome.equals(OK) ? "" : " " + outcome);
        }
    }

    /**
     * What must not have happened.
     *
     * @param action an action that must not have run
     * @param says texts that must not have been said
     */
    public record Not(@Nullable String action, List<String> says) {
        public static final Not NOTHING = new Not(null, List.of());

        public Not {
            says = says.stream().map(Words::tidy).toList();
            Rules rules = new Rules().require(action == null || Names.isDotted(action), "action", action, Names.DOTTED);
            Words.sentences(rules, "says", says, MAX_TEXTS);
            rules.check();
        }
    }
}
