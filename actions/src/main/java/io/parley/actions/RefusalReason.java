package io.parley.actions;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words with which an API says no, for the agent's {@code refused} sentence. Untrusted text. */
final class RefusalReason {
    /** The longest reason kept; a sentence, not a page. */
    static final int MAX_CHARS = 200;

    /** Where APIs put them, best first; {@code detail} and {@code title} are RFC 9457's. */
    private static final List<String> NAMES = List.of("detail", "message", "reason", "title", "error");

    private RefusalReason() {}

    static String of(int status, byte[] body) {
        String words = "";
        try {
            words = body.length == 0 ? "" : words(AnswerJson.parse(body));
        } catch (IOException e) {
            // A page for people, or nothing: the status says enough.
        }
        return words.isEmpty() ? "HTTP " + status : words;
    }

    private static String words(@Nullable Object document) {
        if (!(document instanceof Map<?, ?> map)) {
            return "";
        }
        for (String name : NAMES) {
            if (map.get(name) instanceof String text && !text.isBlank()) {
                return CleanText.of(text, MAX_CHARS);
            }
        }
        return map.get("error") instanceof Map<?, ?> inner ? words(inner) : "";
    }
}
