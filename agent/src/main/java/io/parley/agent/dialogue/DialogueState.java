package io.parley.agent.dialogue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a conversation stands. Immutable.
 *
 * @param phase what the caller's next words answer
 * @param asking slot that was asked for, in phase {@link Phase#ASKING}
 * @param task task under way, null before the caller has named one
 * @param values slot values so far
 * @param confidence of each value, 0 to 1
 * @param confirmed the values the caller confirmed, or null
 * @param misses no-inputs and no-matches in a row
 * @param question the question that is open, to be asked again
 * @param lastSaid what was said last, to be repeated
 * @param wishes actions called so far: numbers their idempotency keys
 */
public record DialogueState(
        Phase phase,
        @Nullable String asking,
        @Nullable String task,
        Map<String, String> values,
        Map<String, Float> confidence,
        @Nullable Map<String, String> confirmed,
        int misses,
        String question,
        String lastSaid,
        int wishes) {

    public enum Phase {
        /** Nothing has been said. */
        NEW,
        /** Anything may be asked for. */
        OPEN,
        /** A slot has been asked for. */
        ASKING,
        /** "Did you mean …?" The task is the one that is meant, if it is. */
        OFFERING,
        /** "Is that right?" */
        CONFIRMING,
        /** "What should I change?" */
        CORRECTING,
        /** An action runs. */
        ACTING,
        /** "Is there anything else?" */
        ANYTHING_ELSE,
        /** The caller is being put through. */
        TRANSFERRING,
        /** Over. */
        ENDED
    }

    public static final DialogueState START =
            new DialogueState(Phase.NEW, null, null, Map.of(), Map.of(), null, 0, "", "", 0);

    DialogueState phase(Phase next) {
        return new DialogueState(next, null, task, values, confidence, confirmed, misses, question, lastSaid, wishes);
    }

    DialogueState asking(String slot, String text) {
        return new DialogueState(
                Phase.ASKING, slot, task, values, confidence, confirmed, misses, text, lastSaid, wishes);
    }

    DialogueState question(String text) {
        return new DialogueState(phase, asking, task, values, confidence, confirmed, misses, text, lastSaid, wishes);
    }

    DialogueState said(String text) {
        return text.isEmpty()
                ? this
                : new DialogueState(phase, asking, task, values, confidence, confirmed, misses, question, text, wishes);
    }

    DialogueState task(@Nullable String name) {
        return new DialogueState(
                phase, asking, name, values, confidence, confirmed, misses, question, lastSaid, wishes);
    }

    /** With one value more, or another one; what was confirmed before no longer counts. */
    DialogueState with(String slot, String value, float sure) {
        Map<String, String> all = new LinkedHashMap<>(values);
        all.put(slot, value);
        Map<String, Float> sureness = new LinkedHashMap<>(confidence);
        sureness.put(slot, sure);
        return new DialogueState(
                phase,
                asking,
                task,
                Collections.unmodifiableMap(all),
                Collections.unmodifiableMap(sureness),
                null,
                misses,
                question,
                lastSaid,
                wishes);
    }

    /** With one value less, which will be asked for again. */
    DialogueState without(String slot) {
        Map<String, String> rest = new LinkedHashMap<>(values);
        rest.remove(slot);
        Map<String, Float> sureness = new LinkedHashMap<>(confidence);
        sureness.remove(slot);
        return new DialogueState(
                phase,
                asking,
                task,
                Collections.unmodifiableMap(rest),
                Collections.unmodifiableMap(sureness),
                null,
                misses,
                question,
                lastSaid,
                wishes);
    }

    /** The caller has agreed to the values so far, one by one. */
    DialogueState sure() {
        Map<String, Float> sureness = new LinkedHashMap<>(confidence);
        sureness.replaceAll((slot, before) -> 1f);
        return new DialogueState(
                phase,
                asking,
                task,
                values,
                Collections.unmodifiableMap(sureness),
                confirmed,
                misses,
                question,
                lastSaid,
                wishes);
    }

    DialogueState confirmedValues() {
        return new DialogueState(phase, asking, task, values, confidence, values, misses, question, lastSaid, wishes);
    }

    DialogueState misses(int count) {
        return new DialogueState(phase, asking, task, values, confidence, confirmed, count, question, lastSaid, wishes);
    }

    DialogueState wished() {
        return new DialogueState(
                phase, asking, task, values, confidence, confirmed, misses, question, lastSaid, wishes + 1);
    }

    /** Ready for another task: no values, nothing confirmed. */
    DialogueState fresh() {
        return new DialogueState(phase, null, null, Map.of(), Map.of(), null, 0, question, lastSaid, wishes);
    }
}
