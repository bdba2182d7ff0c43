package io.parley.server.simulate;

/** Something that was not as the script expects. */
public record Difference(String what, String expected, String found) {
    @Override
    public String toString() {
        return what + ": expected " + expected + ", found " + found;
    }
}
