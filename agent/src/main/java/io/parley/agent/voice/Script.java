package io.parley.agent.voice;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an utterance is to say, and which of it may be kept.
 *
 * @param text plain text
 * @param variable stretches of the text that differ from call to call
 * @param cache where clauses outside those stretches come from and go to; null to render all and keep nothing
 * @param keeps whether what is rendered goes to the cache
 * @param onlyFixed whether to render only what can be kept, to fill the cache
 */
record Script(String text, List<Span> variable, @Nullable ClauseCache cache, boolean keeps, boolean onlyFixed) {

    /** Characters {@code from} to {@code to} of a text. */
    record Span(int from, int to) {}

    static Script of(String text) {
        return new Script(text, List.of(), null, false, false);
    }

    /** The cache for a clause that says nothing that differs from call to call; null for another. */
    @Nullable
    ClauseCache cacheFor(Clause clause) {
        boolean fixed = variable.stream().noneMatch(span -> span.from < clause.to() && clause.from() < span.to);
        return fixed ? cache : null;
    }
}
