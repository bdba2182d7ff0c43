package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.AgentSpec;
import io.parley.config.DialConfig;
import io.parley.config.RegistrarConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferRulesTest {
    @TempDir
    Path home;

    private List<String> problems(String to, DialConfig dial) throws IOException {
        Path folder = Files.createDirectories(home.resolve("bank"));
        Files.writeString(folder.resolve("agent.yaml"), """
                parley: 1
                greeting: Hello.
                numbers: [one]
                tasks: { hours: { examples: [opening hours], tell: Nine to five. } }
                transfers: { person: "%s" }
                """.formatted(to));
        return TransferRules.problems(List.of(AgentSpec.load(folder)), dial, RegistrarConfig.NONE).stream()
                .map(problem -> problem.toString())
                .toList();
    }

    @Test
    void aPlaceThatIsNeverDialledIsToldAtTheStart() throws IOException {
        assertThat(problems("sip:desk@192.0.2.1", DialConfig.DEFAULT)).isEmpty();
        assertThat(problems("sip:desk@192.0.2.1", DialConfig.DEFAULT.switched(false)))
                .isEmpty();
        assertThat(problems("sip:+442079460000@192.0.2.1", DialConfig.DEFAULT))
                .singleElement()
                .asString()
                .contains("transfers.person")
                .contains("no rule of dial.allow allows it");
        assertThat(problems("sip:+442079460000@192.0.2.1", DialConfig.DEFAULT.allowing("+44*")))
                .isEmpty();
    }
}
