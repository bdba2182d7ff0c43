package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.Risk;
import io.parley.config.McpServer;
import io.parley.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that are no servers, or mean harm. */
@Timeout(60)
class McpHostileIT {
    /** Shakes hands, and then does the rest; answers are made of the id that was asked with. */
    private static final String HANDSHAKE = """
            id() { sed -n 's/.*"id":"\\([^"]*\\)".*/\\1/p'; }
            read asked; i=$(echo "$asked" | id)
            echo '{"jsonrpc":"2.0","id":"'$i'","result":{"protocolVersion":"2025-06-18","capabilities":{"tools":{}},"serverInfo":{"name":"x","version":"1"}}}'
            read initialized
            """;

    /** Reads on, and tells of its tools; the rest of the cases is to follow. */
    private static final String TOOLS = """
            while read asked; do i=$(echo "$asked" | id)
            case "$asked" in
            *tools/list*) echo '{"jsonrpc":"2.0","id":"'$i'","result":{"tools":[{"name":"text","inputSchema":{"type":"object"}},{"name":"hang","inputSchema":{"type":"object"}}]}}' ;;
            """;

    /** Fewer than the bus lets in at once. */
    private static final int GIVEN_UP_AT_ONCE = 32;

    @TempDir
    Path folder;

    private McpFixture lab;

    @BeforeEach
    void open() {
        lab = new McpFixture(folder);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private McpServer shell(String script) throws IOException {
        Path file = Files.writeString(folder.resolve("server.sh"), script);
        return new McpServer(
                "bad", List.of("sh", file.toString()), Map.of(), folder, null, Map.of(), McpFixture.ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "cat /dev/zero", "exit 1", "exec >&-; sleep 100"})
    void whatIsNoServerIsGivenUp(String script) throws IOException {
        assertThat(lab.run(lab.read(shell(script), "text")))
                .isEqualTo(new ActionResult.Failed(true, "no connection to bad"));
    }

    @Test
    void whoSaysNothingKeepsNobodyWaitingBeyondTheDeadline() throws IOException {
        assertThat(lab.run(Specs.with(lab.read(shell("sleep 100"), "text"), Duration.ofMillis(200), 0)))
                .isEqualTo(new ActionResult.Late());
    }

    /** Each page names another; each answer is a list of tools of which one is allowed. */
    @Test
    void aListOfToolsWithoutAnEndIsReadToItsSixteenthPage() throws IOException {
        McpServer endless = shell(HANDSHAKE + """
                while read asked; do i=$(echo "$asked" | id); echo list >> journal
                case "$asked" in
                *tools/list*) echo '{"jsonrpc":"2.0","id":"'$i'","result":{"nextCursor":"more","tools":[{"name":"text","inputSchema":{"type":"object"}},{"name":"wipe","inputSchema":{"type":"object"}}]}}' ;;
                *) echo '{"jsonrpc":"2.0","id":"'$i'","result":{"content":[{"type":"text","text":"{\\"number\\":1}"}]}}' ;;
                esac; done
                """);

        assertThat(lab.run(lab.read(endless, "text"))).isEqualTo(new ActionResult.Ok(Map.of("number", "1")));
        assertThat(lab.journal()).hasSize(McpSession.MAX_PAGES + 1);
    }

    /** Requests of the server's own, notifications and answers that nobody asked for are not looked at. */
    @Test
    void whatNobodyAskedForIsDropped() throws IOException {
        McpServer talkative = shell(HANDSHAKE + """
                while read asked; do i=$(echo "$asked" | id)
                echo '{"jsonrpc":"2.0","id":1,"method":"sampling/createMessage","params":{}}'
                echo '{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"error","data":"x"}}'
                echo '{"jsonrpc":"2.0","id":"nobody","result":{}}'
                case "$asked" in
                *tools/list*) echo '{"jsonrpc":"2.0","id":"'$i'","result":{"tools":[{"name":"text","inputSchema":{"type":"object"}}]}}' ;;
                *tools/call*) echo '{"jsonrpc":"2.0","id":"'$i'","result":{"content":[{"type":"text","text":"{\\"number\\":1}"}]}}' ;;
                *) echo "$asked" >> journal ;;
                esac; done
                """);

        assertThat(lab.run(lab.read(talkative, "text"))).isEqualTo(new ActionResult.Ok(Map.of("number", "1")));
        assertThat(lab.run(lab.read(talkative, "text"))).isEqualTo(new ActionResult.Ok(Map.of("number", "1")));
        assertThat(lab.journal()).isEmpty();
    }

    @Test
    void aServerIsToldThatNobodyWaitsAnyMore() throws IOException {
        McpServer slow = shell(HANDSHAKE + """
                while read asked; do i=$(echo "$asked" | id)
                case "$asked" in
                *tools/list*) echo '{"jsonrpc":"2.0","id":"'$i'","result":{"tools":[{"name":"text","inputSchema":{"type":"object"}}]}}' ;;
                *tools/call*) call=$i; echo called >> journal ;;
                *cancelled*'"requestId":"'$call'"'*) echo cancelled >> journal ;;
                esac; done
                """);
        ActionBus.Invocation waiting = lab.start(lab.read(slow, "text"), Map.of(), null);
        lab.awaitNote("called");
        waiting.cancel();

        lab.awaitNote("cancelled");
        assertThat(Await.get(waiting.result())).isEqualTo(new ActionResult.Cancelled());
    }

    @Test
    void anErrorOfTheProtocolFailsWithItsNumberAndNotItsWords() throws IOException {
        McpServer broken = shell(HANDSHAKE + """
                while read asked; do i=$(echo "$asked" | id)
                case "$asked" in
                *tools/list*) echo '{"jsonrpc":"2.0","id":"'$i'","result":{"tools":[{"name":"text","inputSchema":{"type":"object"}}]}}' ;;
                *) echo '{"jsonrpc":"2.0","id":"'$i'","error":{"code":-32603,"message":"Mr Miller again"}}' ;;
                esac; done
                """);

        assertThat(lab.run(lab.tool(broken, "text", Risk.READ, 0, Map.of())))
                .isEqualTo(new ActionResult.Failed(false, "the server answers with error -32603"));
    }

    /** A request that is cancelled need not be answered (2025-06-18, Cancellation). */
    @Test
    void callsThatAreGivenUpAndNeverAnsweredDoNotEndTheServer() throws IOException {
        McpServer silent = shell("echo started >> journal\n" + HANDSHAKE + TOOLS + """
                *tools/call*hang*) echo called >> journal ;;
                *tools/call*) echo '{"jsonrpc":"2.0","id":"'$i'","result":{"content":[{"type":"text","text":"{\\"number\\":1}"}]}}' ;;
                esac; done
                """);
        ActionSpec hang = lab.tool(silent, "hang", Risk.READ, 0, Map.of("n", "{n}"));
        for (int round = 1; round * GIVEN_UP_AT_ONCE <= McpInbox.MAX_UNANSWERED + GIVEN_UP_AT_ONCE; round++) {
            List<ActionBus.Invocation> hanging = new ArrayList<>();
            for (int i = 0; i < GIVEN_UP_AT_ONCE; i++) {
                hanging.add(lab.start(hang, Map.of("n", round + "-" + i), null));
            }
            long called = round * GIVEN_UP_AT_ONCE;
            Eventually.isTrue(
                    "all are called",
                    () -> lab.journal().stream().filter("called"::equals).count() == called);
            hanging.forEach(ActionBus.Invocation::cancel);
            hanging.forEach(one -> Await.get(one.result()));
        }

        assertThat(lab.run(lab.read(silent, "text"))).isEqualTo(new ActionResult.Ok(Map.of("number", "1")));
        assertThat(lab.journal()).containsOnlyOnce("started");
    }

    /** One that does not listen when asked to end, and has started another that does not. */
    @Test
    void noProcessOutlivesTheBus() throws IOException {
        McpServer stubborn =
                shell("trap '' TERM\n(trap '' TERM; exec sleep 1000) & echo $! >> journal\n" + HANDSHAKE + TOOLS + """
                *tools/call*) echo $$ >> journal; echo '{"jsonrpc":"2.0","id":"'$i'","result":{"content":[{"type":"text","text":"{\\"number\\":1}"}]}}' ;;
                esac; done; exec sleep 1000
                """);
        lab.run(lab.read(stubborn, "text"));
        List<ProcessHandle> processes = processes();
        Await.get(lab.bus.close());

        assertThat(processes).hasSize(2).noneMatch(McpHostileIT::runs);
    }

    @Test
    void whatAProgramHasStartedEndsWithIt() throws IOException {
        McpServer parent =
                shell("sleep 1000 </dev/null >/dev/null 2>&1 & echo $! >> journal\n" + HANDSHAKE + TOOLS + """
                *tools/call*) exit 1 ;;
                esac; done
                """);
        lab.run(lab.read(parent, "text"));
        ProcessHandle child = processes().get(0);
        Await.get(lab.bus.close());

        assertThat(child).matches(process -> !runs(process));
    }

    /** One that has ended is there until its parent looks, and has no program any more. */
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private List<ProcessHandle> processes() {
        return lab.journal().stream()
                .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                .toList();
    }

    @Test
    void aSessionThatIsOverStartsNoProcessAgain() throws IOException {
        String script = "echo started >> journal\n" + HANDSHAKE + TOOLS + "esac; done\n";
        McpServer server = shell(script);
        ProcessBuilder command = new ProcessBuilder(server.command()).directory(folder.toFile());
        McpStdio transport = new McpStdio("x", command, new McpInbox(() -> {}), reason -> {});
        McpSession session = new McpSession(transport);
        session.open(McpFixture.ALLOWED).block();
        session.close();

        assertThatThrownBy(() ->
                        session.call(new CallToolRequest("text", Map.of())).block())
                .isInstanceOf(McpTrouble.class);
        assertThatCode(() -> transport.connect(messages -> messages).block()).doesNotThrowAnyException();
        Await.get(transport.end());
        assertThat(lab.journal()).containsExactly("started");
    }

    /** Nothing in the protocol makes a server know a call again. */
    @Test
    void aWriteThatIsGivenUpWhenItMayHaveBeenDoneIsNotDoneAgain() throws IOException {
        McpServer slow = shell(HANDSHAKE + TOOLS + """
                *tools/call*) echo called >> journal ;;
                esac; done
                """);
        ActionSpec write = lab.tool(slow, "text", Risk.WRITE, 0, Map.of());
        ActionBus.Invocation first = lab.start(write, Map.of(), null);
        lab.awaitNote("called");
        first.cancel();
        assertThat(Await.get(first.result())).isEqualTo(new ActionResult.Cancelled());

        assertThat(lab.run(write)).isEqualTo(WishRecord.UNKNOWN);
        assertThat(lab.journal()).containsOnlyOnce("called");
    }
}
