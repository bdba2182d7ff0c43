package io.parley.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what is wrong with a record's components, so that its constructor refuses them all at once. Keys are those of
 * the file, relative to the record's place in it; the empty key is the place itself.
 */
final class Rules {
    private final List<BrokenRules.Broken> broken = new ArrayList<>();

    /**
     * @param value what stands there, for the message
     * @param expected a phrase that completes "expected …"
     */
    Rules require(boolean holds, String key, @Nullable Object value, String expected) {
        if (!holds) {
            broken.add(new BrokenRules.Broken(key, value == null ? "" : value.toString(), expected));
        }
        return this;
    }

    /** @throws BrokenRules with everything that did not hold */
    void check() {
        if (!broken.isEmpty()) {
            throw new BrokenRules(broken);
        }
    }
}
