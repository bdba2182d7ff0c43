package io.parley.agent;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call, for the record: every turn and every action. Holds personal data and expires.
 *
 * @param termination how it ended, null while it goes on
 * @param call as it began
 * @param seconds audio time from answer to end
 * @param replacements who took the caller's place, in order
 */
public record CallRecord(
        CallInfo call,
        String agent,
        @Nullable Termination termination,
        double seconds,
        List<Turn> turns,
        List<ActionRun> actions,
        List<Replacement> replacements) {

    /** A call in which nobody took another's place. */
    public CallRecord(
            CallInfo call,
            String agent,
            @Nullable Termination termination,
            double seconds,
            List<Turn> turns,
            List<ActionRun> actions) {
        this(call, agent, termination, seconds, turns, actions, List.of());
    }

    /** Somebody else took the caller's place, by another call. */
    public record Replacement(long atMillis, CallInfo by) {}

    /**
     * @param heard the caller's words, or dialled digits; empty where the agent spoke unasked
     * @param act acts of the agent, in order
     * @param args slot values after the turn
     * @param reply what the agent meant to say
     * @param replyHeard the part of it that the caller heard
     * @param earToEarMillis from the caller's last sound, as received, to the reply's first frame, as sent; -1 unknown
     */
    public record Turn(
            long atMillis,
            String heard,
            List<String> act,
            Map<String, String> args,
            String reply,
            String replyHeard,
            double earToEarMillis) {}

    /** @param outcome {@code ok}, {@code refused}, {@code failed}, {@code late} or {@code cancelled} */
    public record ActionRun(String action, Map<String, String> args, String outcome, long millis) {}
}
