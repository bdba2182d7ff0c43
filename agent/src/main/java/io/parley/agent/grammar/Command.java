package io.parley.agent.grammar;

/** What a caller may want of the conversation itself. */
public enum Command {
    HELP,
    REPEAT,
    SLOWER,
    FASTER,
    PERSON,
    GOODBYE,
    CANCEL,
    RESTART,
    WAIT,
    GREETING
}
