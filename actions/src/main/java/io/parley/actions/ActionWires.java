package io.parley.actions;

import io.parley.config.ActionSpec;
import org.jspecify.annotations.Nullable;

/** Gives the wire for an action's requests. */
interface ActionWires {
    /** @return null when something is wrong, which the reader's problems then know: no request goes without what it needs */
    @Nullable
    HttpWire of(ActionSpec action, TemplateReader reader);
}
