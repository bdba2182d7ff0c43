package io.parley.server.cli;

/** An option or argument that cannot be used; the message names it, what stands there and what was expected. */
final class UsageFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageFault(String message) {
        super(message);
    }
}
