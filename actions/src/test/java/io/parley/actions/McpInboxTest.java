package io.parley.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class McpInboxTest {
    private final McpInbox inbox = new McpInbox(() -> {});

    @BeforeEach
    void ask() {
        inbox.sent(new JSONRPCRequest("2.0", "tools/call", "1", null));
    }

    /** Whoever reads on (the SDK) logs them. */
    @Test
    void anErrorIsLetInWithoutItsWords() throws IOException {
        JSONRPCMessage admitted = inbox.admit(
                "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"error\":{\"code\":-32000,\"message\":\"Mr Miller\",\"data\":\"born 1970\"}}");

        assertThat(admitted.toString()).contains("-32000").doesNotContain("Miller", "1970");
    }

    @Test
    void numbersAreReadAsThoseOfOtherAnswersAre() throws IOException {
        JSONRPCMessage admitted = inbox.admit("{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"result\":{\"price\":7.50},\"x\":1}");

        assertThat(((JSONRPCResponse) admitted).result()).isEqualTo(Map.of("price", new BigDecimal("7.50")));
    }

    @Test
    void aNumberBeyondAllBoundsIsNoMessage() {
        assertThatThrownBy(() -> inbox.admit("{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"result\":{\"price\":1e99999999999}}"))
                .isInstanceOf(IOException.class);
    }
}
