package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.parley.actions.AttemptOutcome.Settled;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class McpAnswerTest {
    private static ActionResult told(String error) {
        AttemptOutcome outcome =
                McpAnswer.outcome(new CallToolResult(error, true), new ResultPaths(Map.of(), Map.of()));
        return ((Settled) outcome).result();
    }

    @Test
    void anErrorThatIsSaidForPeopleIsANo() {
        assertThat(told("There is no room at ten (we open at eleven)."))
                .isEqualTo(new ActionResult.Refused(422, "There is no room at ten (we open at eleven)."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Error executing tool book_visit: 'day'",
                "java.lang.NullPointerException: no visits",
                "Traceback (most recent call last)",
                "failed\n    at Book.visit(book.js:3:7)",
                "connect ECONNREFUSED http://10.0.0.7:5432",
                "[Errno 111] Connection refused",
                "<html><body>502</body></html>",
                "{\"code\": 7}"
            })
    void whatAProgramSaysOfItsTroubleIsAFailureThatNobodyHears(String error) {
        assertThat(told(error)).isEqualTo(new ActionResult.Failed(false, "the tool has failed"));
    }
}
