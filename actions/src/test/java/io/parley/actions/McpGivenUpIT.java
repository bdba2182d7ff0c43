package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.Risk;
import io.parley.config.McpServer;
import io.parley.testkit.Eventually;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server over streamable HTTP that leaves calls of one of its tools unanswered. */
@Timeout(60)
class McpGivenUpIT {
    private static final int AT_ONCE = 32;
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private final LinkedBlockingQueue<String> methods = new LinkedBlockingQueue<>();
    private final AtomicInteger hanging = new AtomicInteger();
    private McpFixture lab;
    private McpServer server;

    @BeforeEach
    void open() {
        lab = new McpFixture(folder);
        int port = Await.get(lab.vertx
                        .createHttpServer()
                        .requestHandler(request -> request.body().onSuccess(body -> answer(request, body)))
                        .listen(0, "127.0.0.1"))
                .actualPort();
        server = new McpServer(
                "lab", List.of(), Map.of(), folder, "http://127.0.0.1:" + port + "/mcp", Map.of(), McpFixture.ALLOWED);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private void answer(HttpServerRequest request, Buffer body) {
        if (request.method().equals(HttpMethod.DELETE)) {
            methods.add("DELETE " + request.getHeader("mcp-session-id"));
            request.response().end();
            return;
        }
        JsonNode asked = tree(body);
        String method = asked.path("method").asText();
        methods.add(method);
        String result = switch (method) {
            case "initialize" ->
                "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{\"tools\":{}},\"serverInfo\":{\"name\":\"x\",\"version\":\"1\"}}";
            case "tools/list" ->
                "{\"tools\":[{\"name\":\"text\",\"inputSchema\":{\"type\":\"object\"}},{\"name\":\"hang\",\"inputSchema\":{\"type\":\"object\"}}]}";
            default -> "{\"content\":[{\"type\":\"text\",\"text\":\"{\\\"number\\\":1}\"}]}";
        };
        if (asked.at("/params/name").asText().equals("hang")) {
            hanging.incrementAndGet();
            request.connection().closeHandler(closed -> hanging.decrementAndGet());
        } else if (asked.path("id").isMissingNode()) {
            request.response().setStatusCode(202).end();
        } else {
            request.response()
                    .putHeader("content-type", "application/json")
                    .putHeader("mcp-session-id", "our-session")
                    .end("{\"jsonrpc\":\"2.0\",\"id\":" + asked.path("id") + ",\"result\":" + result + "}");
        }
    }

    private static JsonNode tree(Buffer body) {
        try {
            return JSON.readTree(body.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** More than there are connections to an origin, and more than there may be questions without an answer. */
    @Test
    void callsThatAreGivenUpHoldNoConnection() {
        ActionSpec hang = lab.tool(server, "hang", Risk.READ, 0, Map.of("n", "{n}"));
        for (int round = 0; round * AT_ONCE <= McpInbox.MAX_UNANSWERED; round++) {
            List<ActionBus.Invocation> calls = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                calls.add(lab.start(hang, Map.of("n", round + "-" + i), null));
            }
            Eventually.isTrue("all hang", () -> hanging.get() == AT_ONCE);
            calls.forEach(ActionBus.Invocation::cancel);
            Eventually.isTrue("none hangs", () -> hanging.get() == 0);
        }

        assertThat(lab.run(lab.read(server, "text"))).isEqualTo(new ActionResult.Ok(Map.of("number", "1")));
        assertThat(methods).containsOnlyOnce("initialize");
    }

    @Test
    void theServerIsToldThatTheSessionIsOver() {
        lab.run(lab.read(server, "text"));
        Await.get(lab.bus.close());

        assertThat(methods).contains("DELETE our-session");
    }
}
