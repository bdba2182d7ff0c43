package io.parley.actions;

/** A rule of the bus forbids the action; nothing has left. Becomes {@link ActionResult.Refused} with status 0. */
final class RuleBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RuleBroken(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
