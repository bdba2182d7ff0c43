package io.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.CallEvent;
import io.parley.agent.CallInfo;
import io.parley.server.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ConversationDisplayTest {
    private static final CallInfo CALL = new CallInfo("id", true, "coffee", "ann", "", "local", Instant.EPOCH);

    private final StringWriter out = new StringWriter();

    private void happens(ConversationDisplay display, String event, Map<String, Object> data) {
        display.onServer(CALL, new CallEvent("id", 1500, event, data));
    }

    private ConversationDisplay display(boolean json) {
        return new ConversationDisplay(new Lines(new PrintWriter(out), json), "latte");
    }

    private List<String> lines() {
        return out.toString().lines().toList();
    }

    @Test
    void showsThoughtsTogetherBeforeWhatFollowsFromThem() {
        ConversationDisplay display = display(false);
        happens(display, "heard", Map.of("text", "a large latte"));
        happens(display, "act", Map.of("act", "FILL", "slot", "drink", "value", "latte"));
        happens(display, "act", Map.of("act", "ASK", "slot", "size"));
        happens(display, "speak", Map.of("text", "Which size?"));
        assertThat(lines())
                .containsExactly(
                        "   1.50 s  heard    \"a large latte\"",
                        "   1.50 s  thought  FILL drink=latte, ASK size",
                        "   1.50 s  agent    Which size?");
    }

    @Test
    void showsWhatWasHeardOfASentenceThatWasCut() {
        ConversationDisplay display = display(false);
        happens(display, "spoken", Map.of("heard", "Which", "cut", true));
        happens(display, "spoken", Map.of("heard", "Which size", "cut", false));
        assertThat(lines()).containsExactly("   1.50 s           cut: the caller heard \"Which\"");
    }

    @Test
    void showsActionsAndTheirResults() {
        ConversationDisplay display = display(false);
        happens(display, "action", Map.of("action", "orders.place", "args", Map.of("drink", "latte")));
        happens(display, "result", Map.of("outcome", "ok", "millis", 12L, "values", Map.of("number", "7")));
        assertThat(lines())
                .containsExactly(
                        "   1.50 s  does     orders.place {drink=latte}",
                        "   1.50 s           ok after 12 ms {number=7}");
    }

    @Test
    void showsWhatTheCallersWordsAreLike() {
        happens(display(false), "resembles", Map.of("text", "my card is gone", "task", "block", "similarity", 0.8));
        assertThat(lines()).containsExactly("   1.50 s  heard    \"my card is gone\", which is like block");
    }

    @Test
    void programsGetEveryEventWithItsDataAndTheCallsName() {
        happens(display(true), "heard", Map.of("text", "a large latte"));
        assertThat(Json.read(lines().get(0)).toString())
                .isEqualTo("{\"event\":\"heard\",\"call\":\"latte\",\"at_ms\":1500,\"text\":\"a large latte\"}");
    }
}
