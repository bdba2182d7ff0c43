package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.AgentSpec;
import io.parley.testkit.Outside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of {@code docs/actions.md} is a file that is read without a complaint. */
@Timeout(60)
class ActionsGuideTest {
    private static final Pattern HEADING = Pattern.compile("(?m)^## (.+)$");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
    private static final Pattern FILE = Pattern.compile("file: ([a-z]+\\.js)");
    private static final Pattern ACTION = Pattern.compile("(?m)^  ([a-z]+\\.[a-z]+):");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{env:(\\w+)}");
    /** Places of secrets are no files of ours: any file that is there will do. */
    private static final Pattern SECRET = Pattern.compile("\\$\\{file:[^}]+}");

    private static final String AGENT = """
            parley: 1
            greeting: Hello.
            transfers: { person: sip:desk@example.org }
            slots:
              day: { type: choice, values: [friday] }
              doctor: { type: choice, values: [fry] }
              name: { type: choice, values: [lee] }
              drink: { type: choice, values: [tea] }
              account: { type: digits, length: 4 }
            """;

    @TempDir
    Path root;

    /** The blocks under a heading, by language. */
    record Section(String heading, Map<String, String> blocks) {
        @Override
        public String toString() {
            return heading;
        }
    }

    static List<Section> sections() throws IOException {
        String guide = Files.readString(Outside.home().resolve("docs/actions.md"));
        List<MatchResult> headings = HEADING.matcher(guide).results().toList();
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < headings.size(); i++) {
            int end = i + 1 < headings.size() ? headings.get(i + 1).start() : guide.length();
            Map<String, String> blocks = new TreeMap<>();
            BLOCK.matcher(guide.substring(headings.get(i).end(), end))
                    .results()
                    .forEach(block -> blocks.put(block.group(1), block.group(2)));
            sections.add(new Section(headings.get(i).group(1), blocks));
        }
        return sections;
    }

    /** One for each action, with every slot that there is. */
    private static String tasks(String yaml) {
        StringBuilder tasks = new StringBuilder("tasks:\n");
        ACTION.matcher(yaml)
                .results()
                .map(action -> action.group(1))
                .forEach(
                        action -> tasks.append("  ")
                                .append(action.replace('.', '-'))
                                .append(": { examples: [\"do ")
                                .append(action.replace('.', ' '))
                                .append("\"], action: ")
                                .append(action)
                                .append(
                                        ", slots: { day: required, doctor: required, name: required, drink: required, account: required } }\n"));
        return tasks.toString();
    }

    @ParameterizedTest
    @MethodSource("sections")
    void theExampleIsReadWithoutAComplaint(Section section) throws IOException {
        String yaml = section.blocks().get("yaml");
        assertThat(yaml).isNotNull();
        Path folder = Files.createDirectories(root.resolve("guide"));
        Files.writeString(folder.resolve("agent.yaml"), AGENT + tasks(yaml));
        Path secret = Files.writeString(folder.resolve("secret"), "hidden");
        Files.writeString(
                folder.resolve("actions.yaml"),
                "parley: 1\n" + SECRET.matcher(yaml).replaceAll(found -> "\\${file:" + secret + "}"));
        for (MatchResult file : FILE.matcher(yaml).results().toList()) {
            Files.writeString(folder.resolve(file.group(1)), section.blocks().get("js"));
        }
        if (section.blocks().containsKey("document")) {
            Files.writeString(folder.resolve("orders.yaml"), section.blocks().get("document"));
        }
        Map<String, String> env = new TreeMap<>();
        VARIABLE.matcher(yaml)
                .results()
                .forEach(found -> env.put(found.group(1), found.group(1).endsWith("URL") ? "http://localhost" : "x"));

        AgentSpec agent = AgentSpec.load(folder);

        assertThat(HttpActionBus.check(
                        folder.resolve("actions.yaml"), agent.actions().values(), env))
                .isEmpty();
    }
}
