package io.parley.media;

import org.jspecify.annotations.Nullable;

/** One step of a {@link Pipeline}. */
@FunctionalInterface
interface Stage<T> {
    /** The item, possibly changed, or null when it goes no further. */
    @Nullable
    T apply(T item);
}
