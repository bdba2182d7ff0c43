package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.Termination;
import io.parley.server.trial.TrialCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A call to an agent that takes down whatever is said, by a caller who orders coffee. */
@Timeout(180)
@ExtendWith(Served.Here.class)
class FreeSpeechIT {
    @Test
    void whatIsSaidIsWrittenDownAndSaidBack(Served served) {
        double before = served.http.metric("parley_dictation_utterances_total");
        TrialCall call = Served.over(served.phone("notes", served.coffee("latte")));

        assertThat(call.record().turns()).last().satisfies(turn -> {
            assertThat(turn.args().get("note")).contains("large");
            assertThat(turn.reply()).startsWith("I wrote, ").contains("large");
        });
        assertThat(call.report().termination()).isEqualTo(Termination.agentEnded());
        assertThat(served.http.metric("parley_dictation_utterances_total")).isGreaterThan(before);
        assertThat(served.http.metric("parley_dictation_results_total")).isPositive();
    }
}
