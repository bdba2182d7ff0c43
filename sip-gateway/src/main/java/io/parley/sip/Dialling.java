package io.parley.sip;

import io.parley.config.DialConfig;

/**
 * Whom the gateway may call.
 *
 * @param counter remembers how often it has
 */
public record Dialling(DialConfig rules, DialCounter counter) {

    /** Counted in memory. */
    public static Dialling of(DialConfig rules) {
        return new Dialling(rules, new MemoryDialCounter(System::nanoTime));
    }
}
