package io.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.testkit.Outside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong files and options are told by file, line, key and value, and by what was expected; nothing is begun. */
@Timeout(60)
class WrongFilesTest {
    private static final String AGENT = """
        parley: 1
        numbers: [shop]
        language: en-US
        voice: { name: heart, style: neutral }
        greeting: Hello, this is an automatic shop.
        slots:
          size: { type: %s, ask: Which size?, values: [small, large] }
        tasks:
          order:
            examples: ["{size}"]
            slots: { size: required }
            tell: Thank you.
        """;

    @TempDir
    private Path folder;

    @BeforeAll
    static void home() {
        System.setProperty("parley.home", Outside.home().toString());
    }

    private Path agent(String type) throws IOException {
        Path shop = Files.createDirectories(folder.resolve("shop"));
        return Files.writeString(shop.resolve("agent.yaml"), AGENT.formatted(type));
    }

    @Test
    void checkNamesTheMarkThatIsWrongInAPrompt() throws IOException {
        Path file = agent("choice");
        Files.writeString(
                file, Files.readString(file).replace("Thank you.", "'Thank <break time=\"soon\"/> <b>you</b>.'"));
        Commands check = Commands.run("check", folder.toString());

        assertThat(check.exit()).isEqualTo(Exit.FAILED);
        assertThat(check.out())
                .contains("tasks.order.tell: found 'break time=\"soon\"', expected a time such as 300ms")
                .contains("tasks.order.tell: found '<b>', expected speak, p, s, break");
    }

    @Test
    void checkNamesTheLineOfAWrongAgentAndExitsWith1() throws IOException {
        Path file = agent("chioce");
        Commands check = Commands.run("check", folder.toString());
        assertThat(check.exit()).isEqualTo(Exit.FAILED);
        assertThat(check.out())
                .startsWith(file + ":7: slots.size.type: found 'chioce', expected choice")
                .endsWith("1 problem\n");
    }

    @Test
    void checkExitsWith0WhenAllIsWell() throws IOException {
        agent("choice");
        Commands check = Commands.run("check", folder.toString());
        assertThat(check.out()).isEqualTo("ok: 1 agent (shop), 0 actions, 0 calls\n");
        assertThat(check.exit()).isEqualTo(Exit.DONE);
    }

    @Test
    void checkTellsWhichAgentLacksItsRecognisers() throws IOException {
        Path shop = Files.createDirectories(folder.resolve("shop"));
        Path file = Files.writeString(shop.resolve("agent.yaml"), """
            parley: 1
            greeting: Hello, this is an automatic shop.
            slots: { note: { type: text } }
            tasks: { note: { slots: { note: required }, tell: Thank you. } }
            """);
        Path config = Files.writeString(
                folder.resolve("parley.yaml"), "parley: 1\nagents: [shop]\ndictation: { recognisers: 0 }\n");

        String told = file + ": slots.note.type: found 'text', expected dictation.recognisers in the server's"
                + " configuration to be 1 or more";
        assertThat(Commands.run("check", config.toString()).out()).startsWith(told);
        Commands serve = Commands.run("serve", "--config", config.toString());
        assertThat(serve.err()).startsWith(told);
        assertThat(serve.exit()).isEqualTo(Exit.USAGE);
    }

    @Test
    void aScriptIsCheckedByItself() throws IOException {
        agent("choice");
        Path calls = Files.createDirectories(folder.resolve("shop/calls"));
        Path script =
                Files.writeString(calls.resolve("a.yaml"), "parley: 1\nsteps: [{ hear: { act: ASK, slot: sise } }]\n");
        Files.writeString(calls.resolve("b.yaml"), "nonsense");

        Commands check = Commands.run("check", script.toString());
        assertThat(check.out())
                .isEqualTo(script
                        + ":2: steps[0].hear.slot: found 'sise', expected a slot of the agent: size\n1 problem\n");
        assertThat(check.exit()).isEqualTo(Exit.FAILED);
        Files.writeString(script, "parley: 1\nsteps: [{ hear: { act: ASK, slot: size } }]\n");
        assertThat(Commands.run("check", script.toString()).out()).isEqualTo("ok: 0 agents, 0 actions, 1 call\n");
    }

    @Test
    void theExamplesAreWell() {
        Commands check = Commands.run(
                "check",
                Outside.home().resolve("examples").toString(),
                Outside.home().resolve("bench/agents").toString());
        assertThat(check.out()).startsWith("ok: ");
        assertThat(check.exit()).isEqualTo(Exit.DONE);
    }

    @Test
    void serveRefusesAWrongAgentWith2() throws IOException {
        Path file = agent("chioce");
        Path config = Files.writeString(folder.resolve("parley.yaml"), "parley: 1\nagents: [shop]\n");
        Commands serve = Commands.run("serve", "--config", config.toString());
        assertThat(serve.exit()).isEqualTo(Exit.USAGE);
        assertThat(serve.err()).startsWith(file + ":7: slots.size.type: found 'chioce', expected choice");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sip: { listen: [\"sctp:5060\"] } | :2: sip.listen[0]: found 'sctp:5060', expected udp:PORT",
                "htpt: { listen: \"127.0.0.1:8080\" } | :2: htpt: expected 'http'",
                "limits: { calls: many } | :2: limits.calls: found 'many', expected auto or a whole number",
                "agents: [nowhere] | nowhere",
            })
    void serveRefusesAWrongConfigurationWith2(String line, String told) throws IOException {
        Path config = Files.writeString(folder.resolve("parley.yaml"), "parley: 1\n" + line + "\n");
        Commands serve = Commands.run("--config", config.toString());
        assertThat(serve.exit()).isEqualTo(Exit.USAGE);
        assertThat(serve.err()).contains(told);
        assertThat(serve.out()).isEmpty();
    }

    @Test
    void serveRefusesAConfigurationThatIsNotThere() {
        Commands serve =
                Commands.run("serve", "--config", folder.resolve("none.yaml").toString());
        assertThat(serve.exit()).isEqualTo(Exit.USAGE);
        assertThat(serve.err()).contains("none.yaml");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "serve --sip-port 70000 | --sip-port: found 70000, expected a port",
                "serve --sip-prot 5060 | --sip-prot",
                "bench latency --calls 0 | --calls: found 0, expected 1 to 64",
                "bench latency --turns 0 | --turns: found 0, expected 1 to",
                "bench latency --impair loss=3 | --impair: loss: found '3', expected a share such as 3%",
                "bench media --calls 5000 | --calls: found 5000, expected 1 to 1500",
                "bench media --seconds 0 | --seconds: found 0, expected 1 to 600",
                "bench media --codec opus | --codec",
                "bench sip --rate 0 | --rate: found 0, expected 1 to 2000",
                "bench sip --seconds 0 | --seconds: found 0, expected 1 to 3600",
                "bench load --calls 8,0 | --calls: found 0, expected 1 to 200",
                "bench load --limit 0 | --limit: found 0, expected 1 to 200",
                "bench voices --count 0 | --count: found 0, expected 1 to 512",
                "bench voices --count 2 --seconds 0 | --seconds: found 0, expected 1 to 600",
                "bench understanding --virtual --set bench/calls,bench/calls | expected folders with names of their"
                        + " own",
                "bench understanding --virtual --set bench/calls --parallel 0 | --parallel: found 0, expected 1 to 64",
                "call sip:coffee@127.0.0.1 --impair up:loss=3% | --impair: found 'up:loss=3%', expected loss, burst",
                "bench understanding --set x --engine vosk | --engine: found 'vosk', expected native or cascade",
                "bench understanding --set x --engine native,native | --engine: found [native, native], expected each once",
                "bench understanding --set nowhere | turns.jsonl: file: expected a readable file",
                "call sip:coffee@127.0.0.1 --dtmf 12x | --dtmf: found '12x', expected keys of a telephone",
                "call sip:coffee@127.0.0.1 --play none.wav | none.wav",
                "say hello --out x.wav --style loud | --style: found 'loud', expected one of",
                "simulate nowhere | nowhere",
                "simulate bench/agents | no calls; expected scripts (calls/*.yaml) in an agent's folder",
                "simulate examples/coffee-shop --only lattte | --only: found 'lattte', expected one of coffee-shop/",
                "simulate examples/coffee-shop/agent.yaml --today soon | --today",
                "simulate examples/digits --parallel 0 | --parallel: found 0, expected 1 to 64",
                "simulate README.md | README.md: file: expected a script in the folder calls of an agent",
                "nonsense | nonsense"
            })
    void wrongOptionsExitWith2(String command, String told) {
        String home = Outside.home() + "/";
        String[] words = command.replaceAll("(?<=[ ,])(examples|bench/agents|bench/calls|README)", home + "$1")
                .split(" ");
        Commands wrong = Commands.run(words);
        assertThat(wrong.err()).contains(told);
        assertThat(wrong.exit()).isEqualTo(Exit.USAGE);
    }
}
