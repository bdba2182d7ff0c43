package io.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.parley.testkit.Outside;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is done to a good file: it is read, or its problems are named; nothing else happens. */
@Timeout(120)
class HostileFilesTest {
    private static final int ROUNDS = 200;
    private static final String[] TOKENS = {
        "{",
        "}",
        "[",
        "]",
        ":",
        "- ",
        "*a",
        "&a ",
        "!x ",
        "<<",
        "\t",
        "\n",
        "\u0000",
        "\"",
        "'",
        "|",
        ">",
        "#",
        "---\n",
        "null",
        "1e999999999",
        "{name}",
        "${env:",
        ".inf",
        "\\",
        "\ud83d\ude00",
        "? "
    };

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"agent.yaml, 1", "agent.yaml, 2", "actions.yaml, 3", "parley.yaml, 4", "call.yaml, 5"})
    void aBrokenFileGivesProblemsAndNothingElse(String name, long seed) throws IOException {
        Path agent = folder.resolve("shop");
        Path examples = Outside.home().resolve("examples/coffee-shop");
        Cases.write(agent.resolve("agent.yaml"), Files.readString(examples.resolve("agent.yaml")));
        Cases.write(agent.resolve("actions.yaml"), Files.readString(examples.resolve("actions.yaml")));
        Cases.write(agent.resolve("examples/x/agent.yaml"), "");
        Cases.write(
                agent.resolve("parley.yaml"), Files.readString(Outside.home().resolve("config/reference.yaml")));
        Cases.write(
                agent.resolve("call.yaml"), "parley: 1\nsteps: [{ say: hello }, { pause: 2s }, hang-up]\nexpect: {}");
        Consumer<Path> loader = switch (name) {
            case "parley.yaml" -> file -> ParleyConfig.load(file);
            case "call.yaml" -> file -> CallScript.load(file);
            default -> file -> AgentSpec.load(agent);
        };
        Path file = agent.resolve(name);
        byte[] good = Files.readAllBytes(file);
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bad = mutate(good, random);
            Files.write(file, bad);
            try {
                loader.accept(file);
            } catch (ConfigException e) {
                refused++;
                assertThat(e.problems()).isNotEmpty();
            } catch (RuntimeException | StackOverflowError e) {
                fail("seed " + seed + ", round " + i + ":\n" + new String(bad, StandardCharsets.UTF_8), e);
            }
        }
        assertThat(refused).as("seed %d", seed).isGreaterThan(ROUNDS / 5);
    }

    private static byte[] mutate(byte[] good, Random random) {
        String text = new String(good, StandardCharsets.UTF_8);
        for (int i = 0; i <= random.nextInt(4); i++) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(20));
            text = switch (random.nextInt(4)) {
                case 0 -> text.substring(0, at) + TOKENS[random.nextInt(TOKENS.length)] + text.substring(at);
                case 1 -> text.substring(0, at) + text.substring(end);
                case 2 -> text.substring(0, at) + (char) random.nextInt(0x3000) + text.substring(Math.min(at + 1, end));
                default -> text.substring(0, end) + text.substring(at, end) + text.substring(end);
            };
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
