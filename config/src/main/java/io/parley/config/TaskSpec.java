package io.parley.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A piece of business.
 *
 * @param examples phrases a caller may open with, slots in braces
 * @param slots slot name to whether it is required, in asking order
 * @param action name of the action that does the business; null when telling is all there is
 * @param tell template of the sentence that tells the result
 * @param then what follows when the task is done
 */
public record TaskSpec(
        String name,
        List<String> examples,
        Map<String, Presence> slots,
        Confirm confirm,
        @Nullable String action,
        @Nullable String tell,
        Then then) {

    public enum Presence {
        REQUIRED,
        OPTIONAL
    }

    /** When the caller is asked "is that right?" before the action runs. */
    public enum Confirm {
        ALWAYS,
        WHEN_UNSURE,
        NEVER
    }

    public enum Then {
        GOODBYE,
        ANYTHING_ELSE
    }
}
