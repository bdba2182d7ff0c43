package io.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.DialConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DialWatchTest {
    @TempDir
    Path folder;

    private final List<DialConfig> applied = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private Path file;
    private long saves;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(folder.resolve("shop"));
        Files.writeString(folder.resolve("shop/agent.yaml"), "parley: 1");
        file = folder.resolve("parley.yaml");
        save("");
    }

    private void save(String dial) throws IOException {
        Files.writeString(file, "parley: 1\nagents: [shop]\n" + dial);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000 + 1_000 * saves++));
    }

    @Test
    void whatWasSavedWhileTheServerStartedHolds() throws IOException {
        save("dial: { enabled: false }\n");
        DialWatch watch = new DialWatch(file, DialConfig.DEFAULT, applied::add, told::add);
        watch.look();
        watch.look();
        assertThat(applied).singleElement().extracting(DialConfig::enabled).isEqualTo(false);
    }

    @Test
    void whatIsSavedHoldsAndWhatIsWrongChangesNothing() throws IOException {
        DialWatch watch = new DialWatch(file, DialConfig.DEFAULT, applied::add, told::add);
        watch.look();
        save("limits: { calls: 3 }\n");
        watch.look();
        assertThat(applied).as("dial has not changed").isEmpty();

        save("dial: { enabled: false }\n");
        watch.look();
        watch.look();
        assertThat(applied).singleElement().extracting(DialConfig::enabled).isEqualTo(false);

        save("dial: { enabled: perhaps }\n");
        watch.look();
        assertThat(applied).hasSize(1);
        assertThat(told.get(1)).contains("dial.enabled: found 'perhaps'");

        Files.delete(file);
        watch.look();
        save("dial: { allow: [\"2*\"] }\n");
        watch.look();
        assertThat(applied).hasSize(2);
        assertThat(applied.get(1).enabled()).isTrue();
    }
}
