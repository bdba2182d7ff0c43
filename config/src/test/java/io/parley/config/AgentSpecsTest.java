package io.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AgentSpecsTest {
    private static final String AGENT = "parley: 1\ngreeting: Hi.\ntasks: { t: { tell: Bye. } }\n";

    @TempDir
    Path root;

    private Path agent(String folder) {
        Path file = root.resolve(folder).resolve("agent.yaml");
        Cases.write(file, AGENT);
        return file;
    }

    private static List<String> ids(List<AgentSpec> agents) {
        return agents.stream().map(AgentSpec::id).toList();
    }

    @Test
    void readsAgentsFromAFileAFolderAndAFolderOfFolders() throws IOException {
        Path file = agent("one");
        agent("two");
        agent("many/d");
        agent("many/c");
        Files.createDirectories(root.resolve("many/shared-sounds"));
        Cases.write(root.resolve("many/readme.txt"), "");

        List<AgentSpec> agents = AgentSpecs.load(List.of(file, root.resolve("two"), root.resolve("many")));

        assertThat(ids(agents)).containsExactly("one", "two", "c", "d");
        assertThat(agents.get(0).folder()).isEqualTo(root.resolve("one"));
    }

    @Test
    void readsAFolderThatIsNamedTwiceOnce() {
        agent("many/a");

        List<AgentSpec> agents = AgentSpecs.load(
                List.of(root.resolve("many"), root.resolve("many/a"), root.resolve("many/../many/a/agent.yaml")));

        assertThat(ids(agents)).containsExactly("a");
    }

    @Test
    void knowsAnAgentByItsFoldersNameHoweverItIsWritten() {
        agent("shop");

        assertThat(AgentSpec.load(root.resolve("shop/../shop")).id()).isEqualTo("shop");
        assertThat(AgentSpec.load(root.resolve("shop/.")).id()).isEqualTo("shop");
    }

    @Test
    void refusesMoreAgentsThanAServerMayHave() {
        for (int i = 0; i < AgentSpecs.MAX_AGENTS; i++) {
            agent("many/a" + i);
        }
        assertThat(AgentSpecs.load(List.of(root.resolve("many")))).hasSize(AgentSpecs.MAX_AGENTS);

        agent("many/b");

        assertThatThrownBy(() -> AgentSpecs.load(List.of(root.resolve("many"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageEndingWith("many: agents: expected at most 500 agents");
    }

    @Test
    void refusesAFolderOfAgentsWhereOneAgentIsMeant() {
        agent("many/a");
        agent("many/b");

        assertThatThrownBy(() -> AgentSpec.load(root.resolve("many")))
                .hasMessage(root.resolve("many") + ": folder: found '2 agents', expected the folder of one agent");
    }
}
