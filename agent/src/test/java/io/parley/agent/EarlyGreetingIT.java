package io.parley.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.AgentSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent whose greeting is heard before the call is answered, in virtual time. */
@Timeout(120)
class EarlyGreetingIT extends VirtualCalls {
    private static VirtualCall call(Path folder) {
        AgentSpec early = AgentFiles.rewritten("kiosk", "numbers: [kiosk]", "early-greeting: true", folder);
        return new VirtualCall(
                studio, AgentRuntime.of(early, studio.agent("kiosk").grammar()), kitchen.bus);
    }

    @Test
    void greetsThenAnswersThenListens(@TempDir Path folder) {
        VirtualCall call = call(folder);
        call.until("the agent is heard", call::agentSpeaks);
        assertThat(call.count("answered")).isZero();
        call.until("answered", 1).silence(100);
        assertThat(call.agentSpeaks()).as("the greeting goes on").isFalse();
        call.silence(500).say("I want a mocha").listen();

        assertThat(kitchen.orders()).containsExactly(Map.of("drink", "mocha"));
        CallRecord.Turn greeting = call.record().turns().get(0);
        assertThat(greeting.act()).isEqualTo(List.of("GREET"));
        assertThat(greeting.replyHeard()).isEqualTo("Hello, this is the automatic kiosk. What would you like");
        assertThat(call.record().turns())
                .filteredOn(turn -> turn.act().contains("GREET"))
                .hasSize(1);
    }

    /** Who has not been answered is not in a conversation: neither voice nor digits take the floor. */
    @Test
    void whoSpeaksOrDialsIntoAnEarlyGreetingDoesNotCutIt(@TempDir Path folder) {
        VirtualCall call = call(folder).silence(500).dial("5").say("hello");
        call.until("answered", 1);

        assertThat(call.count("yield")).isZero();
        assertThat(call.count("dtmf")).isZero();
        assertThat(call.record().turns().get(0).replyHeard()).endsWith("What would you like");
    }

    @Test
    void whoHangsUpBeforeTheAnswerWasNeverAnswered(@TempDir Path folder) {
        VirtualCall call = call(folder).silence(500);
        call.hangUp();

        assertThat(call.count("early")).isEqualTo(1);
        assertThat(call.count("answered")).isZero();
        assertThat(call.record().termination()).isEqualTo(Termination.callerHungUp());
    }
}
