package io.parley.server.cli;

/** What the process tells whoever started it. */
final class Exit {
    static final int DONE = 0;
    /** The call, the check or the measurement failed. */
    static final int FAILED = 1;
    /** Wrong usage or configuration: nothing was begun. */
    static final int USAGE = 2;

    private Exit() {}
}
