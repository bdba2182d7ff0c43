package io.parley.embed;

import io.parley.config.SlotSpec;
import org.jspecify.annotations.Nullable;

/** What kind of value a slot holds; {@link Slots} has them. */
@FunctionalInterface
public interface SlotForm {
    /**
     * @param ask the question that asks for it; null makes one of the name
     * @throws IllegalArgumentException naming what is wrong
     */
    SlotSpec named(String name, @Nullable String ask);
}
