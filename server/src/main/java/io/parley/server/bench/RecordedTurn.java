package io.parley.server.bench;

import java.nio.file.Path;
import java.util.Map;

/**
 * One labelled recording.
 *
 * @param agent id of the agent that is spoken to
 * @param endMillis where its speech ends, as somebody marked it; -1 where nobody has
 * @param expect slot to value, lower case: exactly what was said
 */
public record RecordedTurn(Path audio, String agent, int endMillis, Map<String, String> expect) {
    public RecordedTurn {
        expect = Map.copyOf(expect);
    }

    public String name() {
        return String.valueOf(audio.getFileName());
    }
}
