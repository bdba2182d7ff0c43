package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.AgentSpec;
import io.parley.config.ConfigProblem;
import io.parley.config.Secret;
import io.parley.config.Trunk;
import io.parley.config.TrunkRegistration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Trunks that an agent's file wants people called by, and that nobody can be called by. */
@Timeout(30)
class TransferTrunksTest {
    private static final Trunk REGISTERED = new Trunk(
            "office",
            List.of(),
            false,
            503,
            new TrunkRegistration(
                    List.of("sip:192.0.2.7"),
                    "parley",
                    null,
                    null,
                    null,
                    new Secret("PBX_PASSWORD", null),
                    Duration.ofMinutes(10),
                    Duration.ofSeconds(25)));

    @TempDir
    Path folder;

    @Test
    void areNamedWithTheFileAndWithThoseThatThereAre() throws IOException {
        Trunk peer = new Trunk("peer", List.of("192.0.2.1"), false, 503);
        assertThat(problems("office", peer, REGISTERED)).isEmpty();
        assertThat(problems("peer", peer, REGISTERED))
                .containsExactly(folder.resolve("agent.yaml") + ": transfers.person.trunk: found 'peer', expected one"
                        + " of office, the trunks that the server registers with");
        assertThat(problems("office", peer))
                .containsExactly(folder.resolve("agent.yaml") + ": transfers.person.trunk: found 'office', expected no"
                        + " trunk: the server's configuration has none that it registers with");
    }

    private List<String> problems(String trunk, Trunk... trunks) throws IOException {
        Files.writeString(folder.resolve("agent.yaml"), """
                parley: 1
                greeting: Hello.
                numbers: [one]
                tasks: { hours: { examples: [opening hours], tell: Nine to five. } }
                transfers: { person: { to: "sip:ann@example.org", way: attended, trunk: %s } }
                """.formatted(trunk));
        return TransferTrunks.problems(List.of(AgentSpec.load(folder)), List.of(trunks)).stream()
                .map(ConfigProblem::toString)
                .toList();
    }
}
