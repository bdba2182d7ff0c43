package io.parley.models.recogniser;

import org.jspecify.annotations.Nullable;

/** A recogniser that cannot be had, or that failed. */
public final class RecogniserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RecogniserException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
