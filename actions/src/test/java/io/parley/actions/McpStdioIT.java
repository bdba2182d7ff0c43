package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.Risk;
import io.parley.config.McpServer;
import io.parley.testkit.Eventually;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tools of a real server that is a child process (Model Context Protocol 2025-06-18). */
@Timeout(120)
class McpStdioIT {
    @TempDir
    Path folder;

    private McpFixture lab;
    private McpServer server;

    @BeforeEach
    void open() {
        lab = new McpFixture(folder);
        server = lab.program();
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private ActionSpec book(Map<String, Object> arguments) {
        return lab.tool(server, "book_visit", Risk.WRITE, 0, arguments);
    }

    private static ActionResult number(String number) {
        return new ActionResult.Ok(Map.of("number", number));
    }

    private void awaitRestart() {
        Eventually.isTrue(
                "the server runs again",
                () -> lab.journal().stream()
                                .filter(line -> line.startsWith("started"))
                                .count()
                        == 2);
    }

    private ProcessHandle process() {
        String started = lab.journal().stream()
                .filter(line -> line.startsWith("started"))
                .reduce((first, last) -> last)
                .orElseThrow();
        return ProcessHandle.of(Long.parseLong(started.substring("started ".length())))
                .orElseThrow();
    }

    @Test
    void aToolIsCalledWithTheTypesThatItWants() {
        ActionSpec spec = book(Map.of("day", "{day}", "people", "{people}", "urgent", "{urgent}", "tags", "{tag}"));
        ActionSpec told = Specs.withResult(spec, Map.of("number", "$.number", "given", "$.given"));

        ActionResult result = lab.run(told, Map.of("day", "friday", "people", "2", "urgent", "yes", "tag", "knee"));

        assertThat(result)
                .isEqualTo(new ActionResult.Ok(Map.of(
                        "number",
                        "42",
                        "given",
                        "day=Friday:String people=2:Integer tags=[knee]:List urgent=true:Boolean")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            people=two day=friday       | argument 'people' is no integer
            people=2.5 day=friday       | argument 'people' is no integer
            people=2 day=sunday         | argument 'day' is none of the words that are known there
            day=friday                  | argument 'people' is missing
            people=2 day=friday tag2=x  | argument 'tag2' is not known there
            """)
    void whatTheToolDoesNotTakeIsNotSent(String said, String reason) {
        Map<String, String> values = new HashMap<>();
        Map<String, Object> arguments = new HashMap<>();
        for (String pair : said.split(" ")) {
            values.put(pair.split("=")[0], pair.split("=")[1]);
            arguments.put(pair.split("=")[0], "{" + pair.split("=")[0] + "}");
        }

        assertThat(lab.run(book(arguments), values)).isEqualTo(new ActionResult.Refused(0, reason));
        assertThat(lab.journal()).doesNotContain("book_visit");
    }

    @Test
    void textIsReadAsJsonWhereItIsAndToldWhereItIsNot() {
        assertThat(lab.run(lab.read(server, "text"))).isEqualTo(number("7.50"));
        assertThat(lab.run(lab.read(server, "prose"))).isEqualTo(number("The lab is closed."));
    }

    @Test
    void anErrorOfAToolIsItsNo() {
        assertThat(lab.run(lab.read(server, "refuse"))).isEqualTo(new ActionResult.Refused(422, "no room on Friday"));
    }

    @Test
    void aToolThatTheServerLacksFails() {
        assertThat(lab.run(lab.read(server, "not_there")))
                .isEqualTo(new ActionResult.Failed(false, "the server has no tool 'not_there' that may be called"));
    }

    @Test
    void theServerGetsNoVariableThatIsNotItsOwn() {
        Set<String> given =
                new TreeSet<>(Set.of("PATH", "HOME", "LANG", "TMPDIR", "USER", "SystemRoot", "TEMP", "PATHEXT"));
        Set<String> ours = System.getenv().keySet();
        assertThat(ours).as("others, of which none is to be seen").anyMatch(name -> !given.contains(name));
        given.retainAll(ours);
        given.add("LAB_TOKEN");

        assertThat(lab.run(lab.read(server, "variables"))).isEqualTo(number(given.toString()));
    }

    @Test
    void whatCannotBeUndoneNeedsItsCallersWord() {
        ActionSpec spec = lab.tool(server, "book_visit", Risk.IRREVERSIBLE, 0, Map.of("day", "{day}", "people", 2));

        assertThat(Await.get(lab.start(spec, Map.of("day", "friday"), Map.of("day", "monday"))
                        .result()))
                .isEqualTo(new ActionResult.Refused(0, "the caller has confirmed other arguments"));
        assertThat(Await.get(lab.start(spec, Map.of("day", "friday"), Map.of("day", "friday"))
                        .result()))
                .isEqualTo(number("42"));
    }

    @Test
    void aServerThatEndsIsStartedAgainAndAReadIsTriedAgain() {
        assertThat(lab.run(lab.read(server, "text"))).isEqualTo(number("7.50"));
        ProcessHandle process = process();
        process.destroyForcibly();
        Await.get(process.onExit());
        awaitRestart();

        assertThat(lab.run(lab.tool(server, "text", Risk.READ, 5, Map.of()))).isEqualTo(number("7.50"));
    }

    @Test
    void aWriteUnderWayWhenTheServerEndsIsNotRepeated() {
        ActionResult result = lab.run(lab.tool(server, "crash", Risk.WRITE, 5, Map.of()));

        assertThat(result).isEqualTo(new ActionResult.Failed(false, "the connection ended before the answer came"));
        awaitRestart();
        assertThat(lab.journal()).filteredOn("crash"::equals).hasSize(1);
        assertThat(lab.run(lab.tool(server, "text", Risk.READ, 5, Map.of()))).isEqualTo(number("7.50"));
    }

    @Test
    void anAnswerTooLargeIsNotRead() {
        assertThat(lab.run(lab.tool(server, "large", Risk.READ, 0, Map.of())))
                .isEqualTo(new ActionResult.Failed(true, "the connection ended before the answer came"));
        awaitRestart();
    }

    @Test
    void aCallIsGivenUpAndOthersGoOn() {
        ActionBus.Invocation hanging = lab.start(lab.read(server, "hang"), Map.of(), null);
        lab.awaitNote("hang");
        hanging.cancel();

        assertThat(Await.get(hanging.result())).isEqualTo(new ActionResult.Cancelled());
        assertThat(lab.run(lab.read(server, "text"))).isEqualTo(number("7.50"));
    }

    @Test
    void aCommandThatThereIsNotFailsAtOnce() {
        McpServer none = new McpServer(
                "none", List.of("/no/such/program"), Map.of(), folder, null, Map.of(), McpFixture.ALLOWED);

        assertThat(lab.run(lab.read(none, "text"))).isEqualTo(new ActionResult.Failed(true, "no connection to none"));
    }

    @Test
    void theProcessEndsWithTheBus() {
        lab.run(lab.read(server, "text"));
        ProcessHandle process = process();
        Await.get(lab.bus.close());

        assertThat(process.isAlive()).isFalse();
    }
}
