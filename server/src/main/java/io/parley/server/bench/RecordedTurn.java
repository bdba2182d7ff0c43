package io.parley.server.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One labelled recording.
 *
 * @param agent id of the agent that is spoken to
 * @param endMillis where its speech ends, as somebody marked it; -1 where nobody has
 * @param pauses in which the caller has not finished, in order; empty where nobody has marked any
 * @param interruption null where the caller waits for the agent to have spoken
 * @param reject what is said is none of the agent's business: nothing may be taken for granted of it
 * @param expect slot to value, lower case: exactly what was said
 */
public record RecordedTurn(
        Path audio,
        String agent,
        int endMillis,
        List<Pause> pauses,
        @Nullable Interruption interruption,
        boolean reject,
        Map<String, String> expect) {

    /** Milliseconds in the recording. */
    public record Pause(int from, int to) {}

    /**
     * The recording begins while the agent speaks.
     *
     * @param intoMillis how far into the agent's first speech
     * @param yields whether the agent ought to give up the floor
     */
    public record Interruption(int intoMillis, boolean yields) {}

    public RecordedTurn {
        pauses = List.copyOf(pauses);
        expect = Map.copyOf(expect);
    }

    /** One that waits for its turn, and of whose pauses nothing is known. */
    public RecordedTurn(Path audio, String agent, int endMillis, Map<String, String> expect) {
        this(audio, agent, endMillis, List.of(), null, false, expect);
    }

    public String name() {
        return String.valueOf(audio.getFileName());
    }

    /** Whether it tells what has to be understood: other turns are only about the floor, or about nothing. */
    public boolean tellsValues() {
        return !reject && (interruption == null || !expect.isEmpty());
    }
}
