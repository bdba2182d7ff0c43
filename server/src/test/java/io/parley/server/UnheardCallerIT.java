package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.Termination;
import io.parley.media.Audio;
import io.parley.server.phone.CallerSpeech;
import io.parley.server.phone.Move;
import io.parley.server.trial.TrialCall;
import io.parley.testkit.Outside;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Callers who say nothing, or nothing that the agent knows: asked again, helped, and let go politely. */
@Timeout(180)
@ExtendWith(Served.Here.class)
class UnheardCallerIT {
    private static final int SILENT_SECONDS = 75;
    private static final String GIVING_UP = "I am sorry, I cannot help you this way. Goodbye";

    private static TrialCall silent;
    private static TrialCall strange;

    @BeforeAll
    static void phone(Served served) {
        Future<TrialCall> first = served.phone("rubbish", new Move.Play(clickThenSilence(), null));
        Future<TrialCall> second = served.phone("broken", word("alexa/4"), word("alexa/202"), word("alexa/249"));
        silent = Served.over(first);
        strange = Served.over(second);
    }

    /** A real person saying something that no agent here knows. */
    private static Move word(String name) {
        Path file = Outside.shared("audio/wake-words/" + name + ".flac");
        return new Move.Play(Served.speech(file), null);
    }

    /** A caller has to make some sound to be one: 40 ms of it. */
    private static CallerSpeech clickThenSilence() {
        short[] samples = new short[SILENT_SECONDS * Audio.SAMPLE_RATE];
        for (int i = 0; i < 2 * Audio.FRAME_SAMPLES; i++) {
            samples[i] = (short) (i % 16 < 8 ? 400 : -400);
        }
        return CallerSpeech.of("silence", samples);
    }

    @Test
    void aSilentCallerIsAskedAgainThenHelpedThenLetGo() {
        List<String> said = said(silent);
        assertThat(said.get(1)).startsWith("Sorry, I did not hear anything.").endsWith("What can I get you");
        assertThat(said.get(2)).startsWith("Sorry, I did not hear anything. You can");
        assertThat(said.get(3)).isEqualTo(GIVING_UP);
        assertThat(silent.record().termination()).isEqualTo(Termination.gaveUp());
    }

    @Test
    void anUnknownWordIsAskedAboutThenHelpedThenLetGo() {
        List<String> said = said(strange);
        assertThat(said.get(1)).startsWith("Sorry, I did not catch that.").endsWith("What can I get you");
        assertThat(said.get(2)).startsWith("Sorry, I did not catch that. You can");
        assertThat(said.get(3)).isEqualTo(GIVING_UP);
        assertThat(strange.record().termination()).isEqualTo(Termination.gaveUp());
        assertThat(strange.record().actions()).isEmpty();
    }

    private static List<String> said(TrialCall call) {
        return call.events().stream()
                .filter(e -> e.event().event().equals("spoken"))
                .map(e -> String.valueOf(e.event().data().get("heard")))
                .toList();
    }
}
