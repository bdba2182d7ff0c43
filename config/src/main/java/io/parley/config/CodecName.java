package io.parley.config;

import java.util.Locale;
import java.util.Optional;

/** What a call's audio may be coded by. */
public enum CodecName {
    OPUS,
    G722,
    PCMU,
    PCMA;

    /** The codec that is written so, in lower case; empty for none. */
    static Optional<CodecName> of(String written) {
        for (CodecName name : values()) {
            if (name.toString().equals(written)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** As it is written in the configuration. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
