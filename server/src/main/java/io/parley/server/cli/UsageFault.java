package io.parley.server.cli;

/** An option or argument that cannot be used; the message names it, what stands there and what was expected. */
final class UsageFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageFault(String message) {
        super(message);
    }

    /** Holds an option's number against its bounds, both included. */
    static void unlessWithin(String option, int found, int least, int most) {
        if (found < least || found > most) {
            throw new UsageFault(option + ": found " + found + ", expected " + least + " to " + most);
        }
    }
}
