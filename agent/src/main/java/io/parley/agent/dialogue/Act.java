package io.parley.agent.dialogue;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A dialogue act: what the system thinks and does in one step, in a vocabulary shared by all engines, the log, the
 * training data and the guard. Acts with a text are spoken, in their order.
 */
public sealed interface Act {

    /** What is said aloud; empty for an unspoken thought. */
    default String text() {
        return "";
    }

    /** Name in logs and events: {@code GREET}, {@code ASK} … */
    default String name() {
        return getClass().getSimpleName().toUpperCase(java.util.Locale.ROOT);
    }

    record Greet(String text) implements Act {}

    record Ask(String slot, String text) implements Act {}

    record Fill(String slot, String value) implements Act {}

    /** Asks whether these values are right. */
    record Confirm(Map<String, String> values, String text) implements Act {}

    record Correct(String slot, String value) implements Act {}

    /**
     * Runs an action.
     *
     * @param arguments what the caller gave for it, exactly
     * @param known what it takes besides of what the call has brought before, such as a token; never logged
     * @param confirmed the caller has confirmed exactly these arguments
     */
    record Call(String action, Map<String, String> arguments, Map<String, String> known, boolean confirmed)
            implements Act {
        public Call(String action, Map<String, String> arguments, boolean confirmed) {
            this(action, arguments, Map.of(), confirmed);
        }

        /** Everything it runs with. */
        public Map<String, String> all() {
            Map<String, String> all = new LinkedHashMap<>(known);
            all.putAll(arguments);
            return all;
        }
    }

    /** Gives up the action that runs: the caller wants it with other values, or not at all. */
    record Cancel() implements Act {}

    record Tell(String text) implements Act {}

    record Say(String text) implements Act {}

    /** The last thing said, again. */
    record Repeat(String text) implements Act {}

    record Apologise(String text) implements Act {}

    /** Goes on after an interruption that was none. */
    record Resume() implements Act {}

    record Wait() implements Act {}

    /** Goes on by itself when what is being said has been said: {@link Event.Spoken} follows. */
    record Follow() implements Act {}

    /** @param target name in the agent's file, not an address */
    record Transfer(String target, String text) implements Act {}

    /** @param gaveUp ended because the caller could not be heard or understood */
    record End(String text, boolean gaveUp) implements Act {}
}
