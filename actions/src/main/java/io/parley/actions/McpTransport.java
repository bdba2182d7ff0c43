package io.parley.actions;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.ProtocolVersions;
import io.vertx.core.Future;
import java.util.List;
import reactor.core.publisher.Mono;

/** What the SDK's session runs over; ours, because every read has a bound here. */
interface McpTransport extends McpClientTransport {
    /** What has been asked and is let in. */
    McpInbox inbox();

    /**
     * Nobody waits for the answer to a question any more: lets go of what is kept for it here and by the SDK, which else
     * keeps it for ever.
     */
    void giveUp(Object id);

    /** Closes. Completes when nothing of it is left, after some seconds at the latest; never fails. */
    Future<Void> end();

    @Override
    default Mono<Void> closeGracefully() {
        return Mono.fromRunnable(this::end);
    }

    @Override
    default List<String> protocolVersions() {
        return List.of(
                ProtocolVersions.MCP_2024_11_05, ProtocolVersions.MCP_2025_03_26, ProtocolVersions.MCP_2025_06_18);
    }

    @Override
    default <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return McpInbox.JSON.convertValue(data, type);
    }
}
