package io.parley.server.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.server.bench.RecordedTurn.Interruption;
import io.parley.server.bench.RecordedTurn.Pause;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One line of {@code turns.jsonl}, key by key. What is wrong is told, and the rest is read all the same. */
final class TurnLabel {
    /** Told of everything that is wrong. */
    interface Problems {
        void wrong(String key, String value, String expected);
    }

    /** The longest that an agent is waited for to be interrupted. */
    static final int LATEST_MILLIS = 30_000;

    private final JsonNode line;
    private final Problems problems;

    TurnLabel(JsonNode line, Problems problems) {
        this.line = line;
        this.problems = problems;
    }

    /** Whether it has what every label must have: with nothing else to judge it by, also {@code expect}. */
    boolean hasForm() {
        JsonNode expect = line.path("expect");
        JsonNode reject = line.path("reject");
        boolean judged = line.has("yields") || line.has("reject") && !(reject.isBoolean() && !reject.asBoolean());
        return line.isObject()
                && line.path("audio").isTextual()
                && line.path("agent").isTextual()
                && (expect.isObject() || judged && expect.isMissingNode());
    }

    String audio() {
        return line.path("audio").asText();
    }

    String agent() {
        return line.path("agent").asText();
    }

    RecordedTurn turn(Path audio, Map<String, String> expect) {
        int end = end();
        return new RecordedTurn(audio, agent(), end, pauses(end), interruption(), reject(expect), expect);
    }

    private int end() {
        JsonNode end = line.path("end_ms");
        if (!end.isMissingNode() && !(end.isIntegralNumber() && end.asInt() > 0)) {
            problems.wrong("end_ms", end.toString(), "a whole number of milliseconds, more than 0");
        }
        return end.asInt(-1);
    }

    private List<Pause> pauses(int end) {
        JsonNode written = line.path("pauses_ms");
        List<Pause> pauses = new ArrayList<>();
        boolean good = written.isArray() || written.isMissingNode();
        int last = 0;
        for (JsonNode one : written) {
            int from = one.path(0).asInt(-1);
            int to = one.path(1).asInt(-1);
            boolean whole = one.path(0).isIntegralNumber() && one.path(1).isIntegralNumber();
            good &= whole && one.size() == 2 && from >= last && to > from && (end < 0 || to <= end);
            pauses.add(new Pause(from, to));
            last = to;
        }
        if (!good) {
            String within = end < 0 ? "" : ", all before end_ms";
            problems.wrong(
                    "pauses_ms", written.toString(), "pauses in order, such as [[620,1100],[1900,2250]]" + within);
        }
        return pauses;
    }

    private @Nullable Interruption interruption() {
        JsonNode into = line.path("over_ms");
        JsonNode yields = line.path("yields");
        if (into.isMissingNode() && yields.isMissingNode()) {
            return null;
        }
        int millis = into.asInt(-1);
        if (!into.isIntegralNumber() || millis < 1 || millis > LATEST_MILLIS) {
            problems.wrong(
                    "over_ms",
                    into.toString(),
                    "with yields, how many milliseconds into the agent's first speech it begins, 1 to "
                            + LATEST_MILLIS);
        }
        if (!yields.isBoolean()) {
            problems.wrong("yields", yields.toString(), "with over_ms, true or false: whether the agent must give way");
        }
        return new Interruption(millis, yields.asBoolean());
    }

    private boolean reject(Map<String, String> expect) {
        JsonNode reject = line.path("reject");
        if (!reject.isMissingNode() && !reject.isBoolean()) {
            problems.wrong("reject", reject.toString(), "true or false");
        } else if (reject.asBoolean() && (!expect.isEmpty() || line.has("over_ms"))) {
            problems.wrong("reject", "true", "neither values in expect nor over_ms: nothing may be taken of it");
        }
        return reject.asBoolean();
    }
}
