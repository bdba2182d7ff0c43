package io.parley.config;

/** What hears an agent's callers. */
public enum EngineKind {
    /** Parley's own ear, by what the agent's file lets callers say. */
    NATIVE,
    /** A recogniser of free speech, whose words are then read by what the agent's file lets callers say. */
    CASCADE
}
