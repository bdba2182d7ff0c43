package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.agent.voice.Language;
import io.parley.agent.voice.PackVoice;
import io.parley.config.AgentSpec;
import io.parley.config.ConfigProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Voices and styles that an agent's file names and that there are not. */
@Timeout(30)
class VoiceNamesTest {
    private static final List<PackVoice> VOICES =
            List.of(new PackVoice("heart", Language.EN_US, 0), new PackVoice("emma", Language.EN_GB, 1));

    @TempDir
    Path folder;

    @Test
    void areNamedWithTheFileAndWithThoseThatThereAre() throws IOException {
        assertThat(problems("{ name: emma, style: pirate }")).isEmpty();
        assertThat(problems("{ name: george, style: { base: opera, rate: 1.1 } }"))
                .extracting(ConfigProblem::toString)
                .containsExactly(
                        folder.resolve("agent.yaml") + ": voice.name: found 'george', expected one of heart, emma",
                        folder.resolve("agent.yaml") + ": voice.style: found 'opera', expected one of calm, cheerful,"
                                + " fast, neutral, pirate, sing, whisper");
    }

    private List<ConfigProblem> problems(String voice) throws IOException {
        Files.writeString(folder.resolve("agent.yaml"), """
                parley: 1
                greeting: Hello.
                disclosure: false
                numbers: [one]
                tasks:
                  hours: { examples: [opening hours], tell: Nine to five. }
                voice: %s
                """.formatted(voice));
        return VoiceNames.problems(List.of(AgentSpec.load(folder)), VOICES);
    }
}
