package io.parley.actions;

import io.parley.config.ActionSpec;
import io.vertx.core.Future;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What one kind of action adds to the bus. The bus keeps the rules that hold for every kind: confirmation, deadline,
 * retries, idempotency, cancellation, caps and counting. A kind knows how to read its part of the file, how to make a
 * request of arguments, and how to try it once.
 */
interface ActionKind {
    /**
     * Reads an action's templates when its file is loaded. Never fails: what is wrong goes to the reader's problems.
     *
     * @param key dotted path of the action in its file
     */
    @Nullable
    Ready read(ActionSpec action, String key, TemplateReader reader);

    /** As {@link #read}, where a file is loaded and no caller waits: what is at addresses may be fetched. */
    default @Nullable Ready load(ActionSpec action, String key, TemplateReader reader) {
        return read(action, key, reader);
    }

    /** Lets go, some minutes from now, of what none of these actions needs. */
    default void keepOnly(Collection<ActionSpec> inUse) {}

    /** Ends what it has under way, with the bus. Completes when nothing of it is left; never fails. */
    default Future<Void> close() {
        return Future.succeededFuture();
    }

    /** An action as read from its file. Immutable, shared by all calls. */
    interface Ready {
        /**
         * Puts values in their places.
         *
         * @param idempotencyKey sent with every attempt; null for reads
         * @throws RuleBroken when a value is missing or unfit for its place
         */
        Prepared prepare(ActionRequest request, @Nullable String idempotencyKey);
    }

    /** One wish, ready to be tried as often as the rules allow. */
    interface Prepared {
        /** What the cap per target counts, for example the origin. */
        String target();

        /** Whether a second try does no harm: it is a read, or the other side may know the idempotency key. */
        default boolean repeatable() {
            return true;
        }

        /** Tries once. Called on the Vert.x context of the call, on which the outcome completes. */
        Attempt attempt();
    }

    /** One attempt under way. */
    interface Attempt {
        /** Never fails. */
        Future<AttemptOutcome> outcome();

        /** Whether anything may have reached the other side. */
        boolean hasLeft();

        /** Closes the connection; the outcome does not matter any more. */
        void abort();

        /** As {@link #abort}, because nothing has come in the time there was, and not because nobody wants it any more. */
        default void late() {
            abort();
        }
    }
}
