package io.parley.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.actions.ActionBus;
import io.parley.actions.ActionRequest;
import io.parley.actions.ActionResult;
import io.parley.agent.dialogue.Act;
import io.parley.agent.dialogue.DialogueState;
import io.parley.config.AgentSpec;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an action is given besides what the caller said. */
@Timeout(10)
class ActionRunnerTest {
    @TempDir
    Path folder;

    private final List<ActionRequest> requests = new ArrayList<>();

    @Test
    void anActionGetsTheValuesOfTheCallThatItsFileAsksFor() {
        Signalling told = new Signalling(
                false,
                Map.of("call.asserted", "+15550100", "call.header.x-customer", "4711", "call.reason", "SIP;cause=302"));
        assertThat(arguments(call("ann", told)))
                .isEqualTo(Map.of(
                        "size", "small",
                        "drink", "latte",
                        "call.asserted", "+15550100",
                        "call.caller", "ann",
                        "call.language", "en-US",
                        "call.header.X-Customer", "4711"));
        assertThat(requests.get(0).confirmed()).isEqualTo(requests.get(0).arguments());
    }

    @Test
    void anActionLearnsNothingOfACallerWhoWantsToStayUnknown() {
        assertThat(arguments(call(CallInfo.WITHHELD, new Signalling(true, Map.of()))))
                .isEqualTo(Map.of("size", "small", "drink", "latte", "call.language", "en-US"));
    }

    private Map<String, String> arguments(CallInfo call) {
        AgentSpec agent = AgentFiles.rewritten(
                "coffee-shop",
                "json:",
                "query: { who: \"{call.asserted}\", from: \"{call.caller}\", c: \"{call.header.X-Customer}\", l: \"{call.language}\" }\n"
                        + "      json:",
                folder);
        Journal journal = new Journal(call, agent, new AudioClock(), new CallObserver() {});
        ActionBus bus = request -> {
            requests.add(request);
            return new Never();
        };
        String action = agent.actions().keySet().iterator().next();
        ActionRunner runner = new ActionRunner(bus, agent, () -> call, journal, () -> {});
        runner.start(new Act.Call(action, Map.of("size", "small", "drink", "latte"), true), DialogueState.START);
        return requests.get(0).arguments();
    }

    private static CallInfo call(String caller, Signalling signalling) {
        return new CallInfo("id", true, "coffee", caller, null, "carrier", Instant.EPOCH, signalling);
    }

    private static final class Never implements ActionBus.Invocation {
        @Override
        public Future<ActionResult> result() {
            return Promise.<ActionResult>promise().future();
        }

        @Override
        public void cancel() {}
    }
}
