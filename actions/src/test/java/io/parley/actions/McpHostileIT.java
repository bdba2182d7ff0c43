package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.ActionSpec.Risk;
import io.parley.config.McpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
}
