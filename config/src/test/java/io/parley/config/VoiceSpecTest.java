package io.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.parley.testkit.Outside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** How an agent's file says how the agent sounds. */
@Timeout(30)
class VoiceSpecTest {
    private static final String REST = """
            parley: 1
            greeting: Hello.
            disclosure: false
            numbers: [one]
            tasks:
              hours: { examples: [opening hours], tell: Nine to five. }
            """;

    @TempDir
    Path folder;

    @Test
    void aStyleIsANameOrOneAndWhatDiffersFromIt() throws IOException {
        assertThat(voice("{ name: emma, style: calm }")).isEqualTo(new VoiceSpec("emma", StyleSpec.named("calm")));
        assertThat(voice("{ style: { rate: 0.95, whisper: 0 } }"))
                .isEqualTo(new VoiceSpec(
                        "heart", new StyleSpec("neutral", Map.of(StyleKey.RATE, 0.95, StyleKey.WHISPER, 0.0), "")));
        assertThat(voice("{ style: { base: sing, melody: 'C4:400 F#3:250' } }")
                        .style()
                        .melody())
                .isEqualTo("C4:400 F#3:250");
        assertThat(voice("{}")).isEqualTo(VoiceSpec.DEFAULT);
    }

    /** The schema refuses what the loader refuses. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ style: { rate: 2 } }        | voice.style.rate: found '2.0', expected a number from 0.7 to 1.5",
                "{ style: { pitch: 0.1 } }     | voice.style.pitch: found '0.1', expected a number from 0.6 to 1.6",
                "{ style: { energy: 40 } }     | voice.style.energy: found '40.0'",
                "{ style: { warmth: -2 } }     | voice.style.warmth: found '-2.0'",
                "{ style: { whisper: 1.1 } }   | voice.style.whisper: found '1.1'",
                "{ style: { pauses: 9 } }      | voice.style.pauses: found '9.0'",
                "{ style: { spread: 0 } }      | voice.style.spread: found '0.0'",
                "{ style: { rate: quick } }    | voice.style.rate: found 'quick', expected a number",
                "{ style: { melody: 'H4:1' } } | voice.style.melody: found 'H4:1', expected at most 64 notes",
                "{ style: { melody: 'C4:2000' } } | voice.style.melody: found 'C4:2000'",
                "{ style: { base: 'a b' } }    | voice.style.base: found 'a b'",
                "{ style: [calm] }             | voice.style: found",
            })
    void refusesWhatCannotBeSaid(String voice, String message) throws IOException {
        assertThatThrownBy(() -> voice(voice))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("agent.yaml")
                .hasMessageContaining(message);
        assertThat(schemaErrors(voice)).isNotZero();
    }

    @Test
    void aMelodyHasSixtyFourNotesAtMost() {
        assertThat(StyleSpec.isMelody("C4:400 ".repeat(64).strip())).isTrue();
        assertThat(StyleSpec.isMelody("C4:400 ".repeat(65).strip())).isFalse();
    }

    private VoiceSpec voice(String voice) throws IOException {
        Files.writeString(folder.resolve("agent.yaml"), "voice: " + voice + "\n" + REST);
        VoiceSpec spec = AgentSpec.load(folder).voice();
        assertThat(schemaErrors(voice)).isZero();
        return spec;
    }

    private static int schemaErrors(String voice) throws IOException {
        String schema = Files.readString(Outside.home().resolve("config/agent.schema.json"));
        String text = "voice: " + voice + "\n" + REST;
        Object tree = new Load(LoadSettings.builder().build()).loadFromString(text);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema)
                .validate(new ObjectMapper().<JsonNode>valueToTree(tree))
                .size();
    }
}
