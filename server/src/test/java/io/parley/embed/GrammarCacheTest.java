package io.parley.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.agent.CallInfo;
import io.parley.config.AgentSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is compiled for whom. The grammars themselves are of no interest here. */
@Timeout(20)
class GrammarCacheTest {
    private final List<String> compiled = new ArrayList<>();
    private final GrammarCache cache = new GrammarCache(agent -> {
        compiled.add(agent.slots().keySet() + " " + agent.greeting());
        if (agent.greeting().startsWith("Fail")) {
            throw new IllegalStateException("nobody can say it");
        }
        return null;
    });

    private static AgentSpec agent(String greeting, String slot) {
        CallInfo call = new CallInfo("call-1", true, "x", "y", null, "local", Instant.EPOCH);
        return new CallPlan(call, false, "agent", AgentSpec::load)
                .greet(greeting)
                .slot(slot, Slots.yesNo())
                .task("ask", task -> task.needs(slot).run("noted"))
                .allow(Actions.call("noted", noted -> Map.of()).writes())
                .complete()
                .agent();
    }

    @Test
    void anotherGreetingIsTheSameGrammar() {
        cache.of(agent("Hello.", "a"));
        cache.of(agent("Good evening.", "a"));
        assertThat(compiled).containsExactly("[a] Hello.");
        cache.of(agent("Hello.", "b"));
        assertThat(compiled).hasSize(2);
    }

    @Test
    void keepsSoManyAndForgetsTheOneLongestNotUsed() {
        cache.of(agent("First.", "first"));
        for (int i = 1; i < GrammarCache.MOST; i++) {
            cache.of(agent("Hello.", "s" + i));
        }
        cache.of(agent("First again.", "first"));
        cache.of(agent("One too many.", "more"));
        compiled.clear();
        cache.of(agent("First, a third time.", "first"));
        assertThat(compiled).isEmpty();
        cache.of(agent("Hello.", "s1"));
        assertThat(compiled).hasSize(1);
    }

    @Test
    void aFailureIsNotKept() {
        assertThatThrownBy(() -> cache.of(agent("Fail.", "a"))).hasMessage("nobody can say it");
        cache.of(agent("Hello.", "a"));
        assertThat(compiled).hasSize(2);
    }
}
