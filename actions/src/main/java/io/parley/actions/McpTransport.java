package io.parley.actions;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.util.List;

/** What the SDK's session runs over; ours, because every read has a bound here. */
interface McpTransport extends McpClientTransport {
    /** What has been asked and is let in. */
    McpInbox inbox();

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
