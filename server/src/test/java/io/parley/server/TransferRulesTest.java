package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.AgentSpec;
import io.parley.config.DialConfig;
import io.parley.config.RegistrarConfig;
import io.parley.config.Secret;
import io.parley.config.UserSpec;
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
        return problems("\"" + to + "\"", dial, RegistrarConfig.NONE);
    }

    private List<String> problems(String transfer, DialConfig dial, RegistrarConfig users) throws IOException {
        Path folder = Files.createDirectories(home.resolve("bank"));
        Files.writeString(folder.resolve("agent.yaml"), """
                parley: 1
                greeting: Hello.
                numbers: [one]
                tasks: { hours: { examples: [opening hours], tell: Nine to five. } }
                transfers: { person: %s }
                """.formatted(transfer));
        return TransferRules.problems(List.of(AgentSpec.load(folder)), dial, users).stream()
                .map(problem -> problem.toString())
                .toList();
    }

    /** The trunk's server dials the name, whoever bears it here. */
    @Test
    void aUserIsNoUserByATrunk() throws IOException {
        RegistrarConfig none = RegistrarConfig.NONE;
        RegistrarConfig users = new RegistrarConfig(
                List.of(new UserSpec("ann", new Secret("ANN", null), null)),
                none.realm(),
                none.addresses(),
                none.digests(),
                none.calls(),
                none.minExpires(),
                none.maxExpires(),
                none.perUser(),
                none.bindings(),
                none.nat());
        DialConfig dial = DialConfig.DEFAULT.allowing("users");
        assertThat(problems("{ to: \"sip:ann@parley\", way: attended }", dial, users))
                .isEmpty();
        assertThat(problems("{ to: \"sip:ann@parley\", way: attended, trunk: pbx }", dial, users))
                .singleElement()
                .asString()
                .contains("no rule of dial.allow allows it");
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
