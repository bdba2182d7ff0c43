package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.config.AgentSpec;
import io.parley.config.ConfigException;
import io.parley.config.DialConfig;
import io.parley.config.DialRule;
import io.parley.config.ParleyConfig;
import io.parley.config.RegistrarConfig;
import io.parley.config.Secret;
import io.parley.config.UserSpec;
import io.parley.sip.OwnUsers;
import io.parley.testkit.Outside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferRulesTest {
    @TempDir
    Path home;

    private List<String> problems(String to, DialConfig dial) throws IOException {
        return problems("\"" + to + "\"", dial, RegistrarConfig.NONE);
    }

    private List<String> problems(String to, DialConfig dial, RegistrarConfig registrar) throws IOException {
        OwnUsers users = OwnUsers.of(ParleyConfig.defaults(home).sip(), registrar);
        return TransferRules.problems(List.of(bank(to)), dial, users).stream()
                .map(problem -> problem.toString())
                .toList();
    }

    private AgentSpec bank(String to) throws IOException {
        Path folder = Files.createDirectories(home.resolve("bank"));
        Files.writeString(folder.resolve("agent.yaml"), """
                parley: 1
                greeting: Hello.
                numbers: [one]
                tasks: { hours: { examples: [opening hours], tell: Nine to five. } }
                transfers: { person: %s }
                """.formatted(to));
        return AgentSpec.load(folder);
    }

    @Test
    void aUserIsOnlyWhoIsCalledSoHere() throws IOException {
        RegistrarConfig registrar =
                RegistrarConfig.of(List.of(new UserSpec("200", new Secret("PASSWORD", null), null)));
        for (String here : List.of("sip:200@parley", "sip:200@127.0.0.1", "sip:200@127.0.0.1:5070;transport=tcp")) {
            assertThat(problems("\"" + here + "\"", DialConfig.DEFAULT, registrar))
                    .as(here)
                    .isEmpty();
        }
        for (String elsewhere : List.of("sip:200@pbx", "sip:200@192.0.2.1")) {
            assertThat(problems("\"" + elsewhere + "\"", DialConfig.DEFAULT, registrar))
                    .as(elsewhere)
                    .singleElement()
                    .asString()
                    .contains("no rule of dial.allow allows it");
        }
    }

    @Test
    void aRestrictionOfNobodyIsTold() throws IOException {
        List<DialRule> rules = List.of(new DialRule("2*"));
        DialConfig some = DialConfig.DEFAULT;
        DialConfig dial = new DialConfig(
                true, some.plan(), some.allow(), Map.of("bank", rules, "bnak", rules), Map.of(), some.caps());
        assertThat(TransferRules.strangers(List.of(bank("\"sip:desk@192.0.2.1\"")), dial))
                .singleElement()
                .asString()
                .isEqualTo("parley.yaml: dial.agents.bnak: found 'bnak', expected one of the agents: bank");
    }

    @Test
    void agentsAreReadAgainUnderTheRulesOfNow() throws IOException {
        bank("\"sip:+442079460000@192.0.2.1\"");
        Path file = home.resolve("parley.yaml");
        Files.writeString(file, "parley: 1\nagents: [bank]\ndial: { allow: [\"+44*\"] }\n");
        ParleyConfig config = ParleyConfig.load(file);
        AtomicReference<DialConfig> dial = new AtomicReference<>(config.dial());
        Roster roster = new Roster(Setup.of(new Home(Outside.home()), config), dial::get);
        dial.set(DialConfig.DEFAULT);
        assertThatThrownBy(() -> roster.refresh(agents -> Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no rule of dial.allow allows it");
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
