package io.parley.embed;

/** Why a call may be recorded. */
public enum Consent {
    /** It may not: nothing is recorded. */
    NONE,
    /** Callers are told: the greeting must say that the call is recorded, and who stays on the line agrees. */
    ANNOUNCED,
    /** Callers have agreed before, for example in a contract. */
    GIVEN_BEFORE
}
