package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class AgentFilesTest {
    @TempDir
    private Path home;

    private Path agent;

    @BeforeEach
    void write() throws IOException {
        agent = Files.createDirectories(home.resolve("desk"));
        Files.writeString(agent.resolve("agent.yaml"), "parley: 1");
    }

    @Test
    void whatIsSavedDiffers() throws IOException {
        AgentFiles before = look();
        assertThat(look()).isEqualTo(before);

        Path file = Files.writeString(agent.resolve("agent.yaml"), "parley: 2");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        assertThat(look()).as("the same length").isNotEqualTo(before);
    }

    @Test
    void whatComesAndGoesDiffers() throws IOException {
        AgentFiles before = look();
        Path names = Files.writeString(agent.resolve("people.txt"), "Ann");
        assertThat(look()).isNotEqualTo(before);
        Files.delete(names);
        assertThat(look()).isEqualTo(before);
        Files.delete(agent.resolve("agent.yaml"));
        assertThat(look().stamps()).isEmpty();
    }

    @Test
    void whatNoAgentIsMadeOfDoesNot() throws IOException {
        AgentFiles before = look();
        for (String other : List.of("call.wav", ".agent.yaml.swp", "agent.yaml~")) {
            Files.writeString(agent.resolve(other), "x");
        }
        assertThat(look()).isEqualTo(before);
    }

    /** As a ConfigMap of Kubernetes is changed: by the link to its folder. */
    @Test
    void whatALinkLeadsToIsLookedAt() throws IOException {
        Path first = Files.createDirectories(home.resolve("..1"));
        Path second = Files.createDirectories(home.resolve("..2"));
        Files.writeString(first.resolve("agent.yaml"), "one");
        Files.writeString(second.resolve("agent.yaml"), "two, longer");
        Path linked = Files.createDirectories(home.resolve("shop"));
        Path data = Files.createSymbolicLink(linked.resolve("..data"), first);
        Files.createSymbolicLink(linked.resolve("agent.yaml"), Path.of("..data", "agent.yaml"));
        AgentFiles before = AgentFiles.of(List.of(linked));

        Files.delete(data);
        Files.createSymbolicLink(data, second);
        assertThat(AgentFiles.of(List.of(linked))).isNotEqualTo(before);
    }

    @Test
    void aFolderThatIsNotThereIsEmpty() {
        assertThat(AgentFiles.of(List.of(home.resolve("none"))).stamps()).isEmpty();
    }

    private AgentFiles look() {
        return AgentFiles.of(List.of(home));
    }
}
