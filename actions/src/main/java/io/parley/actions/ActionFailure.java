package io.parley.actions;

/** A Java action's own word for what went wrong. */
public final class ActionFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What it means for the caller. */
    public enum Kind {
        /** Understood, and the answer is no. */
        REFUSED,
        /** It did not work, nothing was done, and it may work in a moment. */
        MAY_PASS,
        /** It did not work, and would not a second time. */
        FINAL
    }

    private final Kind kind;

    private ActionFailure(Kind kind, String reason) {
        super(reason);
        this.kind = kind;
    }

    /** @param reason for the caller: what {@code {reason}} stands for in the action's {@code refused} sentence */
    public static ActionFailure refused(String reason) {
        return new ActionFailure(Kind.REFUSED, reason);
    }

    /** @param reason for the log, without personal data */
    public static ActionFailure mayPass(String reason) {
        return new ActionFailure(Kind.MAY_PASS, reason);
    }

    /** @param reason for the log, without personal data */
    public static ActionFailure permanent(String reason) {
        return new ActionFailure(Kind.FINAL, reason);
    }

    public Kind kind() {
        return kind;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
