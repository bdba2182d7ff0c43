package io.parley.agent.grammar;

import io.parley.config.SlotSpec;
import org.jspecify.annotations.Nullable;

/**
 * What a spelled slot has in its places, digits and codes alike.
 *
 * @param slot name
 * @param kinds for each place {@code D} a digit, {@code L} a letter, {@code X} either
 * @param fewest places that make a whole value
 */
record Places(String slot, String kinds, int fewest) {
    /** Null for a slot that is not spelled. */
    static @Nullable Places of(SlotSpec slot) {
        if (slot instanceof SlotSpec.Digits digits) {
            return new Places(digits.name(), "D".repeat(digits.maxLength()), digits.minLength());
        }
        if (slot instanceof SlotSpec.Code code) {
            return new Places(code.name(), code.pattern().replaceAll("[^LDX]", ""), code.minLength());
        }
        return null;
    }

    int most() {
        return kinds.length();
    }

    boolean digit(int place) {
        return kinds.charAt(place) != 'L';
    }

    boolean letter(int place) {
        return kinds.charAt(place) != 'D';
    }

    boolean digits(int from, int count) {
        return from + count <= most() && kinds.substring(from, from + count).indexOf('L') < 0;
    }

    /** Whether letters and digits could stand where they would from a place on. */
    boolean fits(int from, String symbols) {
        if (from + symbols.length() > most()) {
            return false;
        }
        for (int i = 0; i < symbols.length(); i++) {
            boolean isDigit = Character.isDigit(symbols.charAt(i));
            if (isDigit ? !digit(from + i) : !letter(from + i)) {
                return false;
            }
        }
        return true;
    }

    /** The first place of the only row of letters, or of digits, that symbols would fill exactly; -1 where none is. */
    int onlyRun(String symbols) {
        int found = -1;
        for (int from = 0; from + symbols.length() <= most(); from++) {
            int to = from + symbols.length();
            boolean starts = from == 0 || kinds.charAt(from - 1) != kinds.charAt(from);
            boolean ends = to == most() || kinds.charAt(to) != kinds.charAt(to - 1);
            boolean one = kinds.substring(from, to).chars().distinct().count() == 1;
            if (starts && ends && one && fits(from, symbols)) {
                if (found >= 0) {
                    return -1;
                }
                found = from;
            }
        }
        return found;
    }
}
