package io.parley.models;

import org.jspecify.annotations.Nullable;

/** A pack that cannot be used, or a graph that failed. The message names the file and says what differs. */
public final class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
