package io.parley.actions;

import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JsonSchema;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.parley.config.ActionSpec;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** One session with a server of the Model Context Protocol, by the SDK. Safe on any thread; nothing here waits. */
final class McpSession {
    /** How long a server may take to say who it is and what it can do: some load themselves from a registry first. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Pages of its list of tools that are read. */
    static final int MAX_PAGES = 16;

    private static final Implementation OURSELVES = new Implementation("parley", "1");

    private final McpTransport transport;
    private final McpAsyncClient client;
    /** What each takes, as a JSON Schema. */
    private volatile Map<String, Map<String, Object>> tools = Map.of();

    private volatile boolean closed;

    McpSession(McpTransport transport) {
        this.transport = transport;
        this.client = McpClient.async(transport)
                .clientInfo(OURSELVES)
                .capabilities(ClientCapabilities.builder().build())
                .initializationTimeout(PATIENCE)
                .requestTimeout(ActionSpec.MAX_DEADLINE.plus(PATIENCE))
                .jsonSchemaValidator((schema, content) -> ValidationResponse.asValid(""))
                .build();
    }

    /**
     * Shakes hands and reads what the server offers.
     *
     * @param allowed the only tools that are looked at
     */
    Mono<McpSession> open(Set<String> allowed) {
        return client.initialize().then(list(allowed)).thenReturn(this).timeout(PATIENCE);
    }

    /** Reads the tools again. */
    Mono<Void> list(Set<String> allowed) {
        Map<String, Map<String, Object>> found = new HashMap<>();
        return Mono.defer(() -> closed ? Mono.<Void>empty() : pages(null, 1, allowed, found))
                .doOnSuccess(done -> tools = Map.copyOf(found))
                .timeout(PATIENCE);
    }

    private Mono<Void> pages(
            @Nullable String cursor, int page, Set<String> allowed, Map<String, Map<String, Object>> found) {
        return client.listTools(cursor).flatMap(listed -> {
            take(listed, allowed, found);
            String next = listed.nextCursor();
            return next == null || next.isEmpty() || page >= MAX_PAGES
                    ? Mono.empty()
                    : pages(next, page + 1, allowed, found);
        });
    }

    private static void take(ListToolsResult listed, Set<String> allowed, Map<String, Map<String, Object>> found) {
        if (listed.tools() != null) {
            for (Tool tool : listed.tools()) {
                if (tool != null
                        && tool.name() != null
                        && tool.inputSchema() != null
                        && allowed.contains(tool.name())) {
                    found.putIfAbsent(tool.name(), map(tool.inputSchema()));
                }
            }
        }
    }

    /** What a tool takes; null where the server has none of that name, or we may not call it. */
    @Nullable
    Map<String, Object> schema(String tool) {
        return tools.get(tool);
    }

    private static Map<String, Object> map(JsonSchema schema) {
        Map<String, Object> map = new HashMap<>();
        map.put("type", "object");
        putIfThere(map, "properties", schema.properties());
        putIfThere(map, "required", schema.required());
        putIfThere(map, "additionalProperties", schema.additionalProperties());
        return map;
    }

    private static void putIfThere(Map<String, Object> map, String key, @Nullable Object value) {
        if (value != null) {
            map.put(key, value);
        }
    }

    Set<String> tools() {
        return tools.keySet();
    }

    Mono<CallToolResult> call(CallToolRequest request) {
        // The SDK's client would shake hands anew.
        return closed ? Mono.error(McpTrouble.nothingLeft("the session is over")) : client.callTool(request);
    }

    /** Tells the server that nobody waits for this any more (2025-06-18, Cancellation). */
    void cancel(CallToolRequest request) {
        Object id = transport.inbox().idOf(request);
        if (id != null) {
            Map<String, Object> what = Map.of("requestId", id, "reason", "nobody waits for it any more");
            transport
                    .sendMessage(new JSONRPCNotification(McpSchema.JSONRPC_VERSION, "notifications/cancelled", what))
                    .subscribe(sent -> {}, e -> {});
            transport.giveUp(id);
        }
    }

    /** What is under way fails. Completes when the server's process has ended, or the server has been told. */
    Future<Void> close() {
        closed = true;
        client.close();
        return transport.end();
    }
}
