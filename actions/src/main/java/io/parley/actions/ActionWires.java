package io.parley.actions;

import io.parley.config.ActionSpec;
import io.vertx.core.Future;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Gives the wire for an action's requests. */
interface ActionWires {
    /** @return null when something is wrong, which the reader's problems then know: no request goes without what it needs */
    @Nullable
    HttpWire of(ActionSpec action, TemplateReader reader);

    /** Lets go, some minutes from now, of what none of these actions needs. */
    default void keepOnly(Collection<ActionSpec> inUse) {}

    /** Ends every connection. Completes when none is left; never fails. */
    default Future<Void> close() {
        return Future.succeededFuture();
    }
}
