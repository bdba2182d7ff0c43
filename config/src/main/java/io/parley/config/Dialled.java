package io.parley.config;

import java.util.Set;

/**
 * What somebody would call, in the form in which rules are compared with it.
 *
 * @param canonical {@code +} and the digits of E.164, the digits of a number without a country, a code ({@code *72}), or a
 *     name; of what cannot be read, the text
 * @param international digits of E.164 that some exchange might take it for, whatever the canonical form is
 * @param local digits that some exchange might take it for within its country
 */
public record Dialled(Kind kind, String canonical, Set<String> international, Set<String> local) {
    /** Digits of an internal number at most; more is a number of the telephone network. */
    static final int MOST_INTERNAL = 6;

    /** What it is. */
    public enum Kind {
        /** Letters: no number. */
        NAME,
        /** With its country. */
        INTERNATIONAL,
        /** Digits alone. */
        LOCAL,
        /** With stars or hashes, which ask an exchange for a service. */
        CODE,
        /** None of these: one exchange may take it for this, another for that. */
        UNREADABLE
    }

    public Dialled {
        international = Set.copyOf(international);
        local = Set.copyOf(local);
    }

    static Dialled of(Kind kind, String canonical) {
        return new Dialled(kind, canonical, Set.of(), Set.of());
    }

    boolean isInternal() {
        return kind == Kind.LOCAL && canonical.length() <= MOST_INTERNAL;
    }
}
