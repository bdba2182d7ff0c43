package io.parley.actions;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is let in of what a server of the Model Context Protocol sends, which is a stranger's: answers to what was asked,
 * pings, and the word that its tools are others now. The rest is dropped before the SDK sees it. Safe on any thread.
 */
final class McpInbox {
    /** Of one message: as much as of any other answer. */
    static final int MAX_MESSAGE_BYTES = HttpAttempt.MAX_BODY_BYTES;

    /** Questions that a server has left unanswered, beyond which it is given up. */
    static final int MAX_UNANSWERED = 2 * InFlight.MAX_PER_TARGET;

    static final McpJsonMapper JSON = new JacksonMcpJsonMapper(AnswerJson.lenientOfFields());

    private final Runnable changed;
    /** What was asked, by the id of the question. */
    private final Map<Object, Object> unanswered = new HashMap<>();

    /** @param changed told when the server's tools are others */
    McpInbox(Runnable changed) {
        this.changed = changed;
    }

    /**
     * Notes what goes out.
     *
     * @throws McpTrouble where too many questions are without an answer
     */
    synchronized void sent(JSONRPCMessage message) {
        if (message instanceof JSONRPCRequest request) {
            if (unanswered.size() >= MAX_UNANSWERED) {
                throw McpTrouble.nothingLeft("the server leaves questions unanswered");
            }
            Object asked = request.params();
            unanswered.put(request.id(), asked == null ? "" : asked);
        }
    }

    /** @return whether what went out was a question, and is without an answer, which is now waited for no longer */
    synchronized boolean forget(JSONRPCMessage message) {
        return message instanceof JSONRPCRequest request && unanswered.remove(request.id()) != null;
    }

    /** @return the answer in place of the server's, which need not give one (Cancellation, "Behavior Requirements"); null where it has */
    synchronized @Nullable JSONRPCResponse giveUp(Object id) {
        return unanswered.remove(id) == null
                ? null
                : new JSONRPCResponse(
                        McpSchema.JSONRPC_VERSION,
                        id,
                        null,
                        new JSONRPCError(McpSchema.ErrorCodes.INTERNAL_ERROR, "given up", null));
    }

    /** The id of a question by what it asked, the very object. */
    synchronized @Nullable Object idOf(Object asked) {
        return unanswered.entrySet().stream()
                .filter(question -> question.getValue() == asked)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /**
     * Reads a message.
     *
     * @return null for one that is dropped
     * @throws IOException where it is none
     */
    @Nullable
    JSONRPCMessage admit(String text) throws IOException {
        JSONRPCMessage message = read(text);
        if (message instanceof JSONRPCResponse response) {
            return answersUs(response) ? withoutWords(response) : null;
        } else if (message instanceof JSONRPCNotification notification) {
            if (McpSchema.METHOD_NOTIFICATION_TOOLS_LIST_CHANGED.equals(notification.method())) {
                changed.run();
            }
            return null;
        }
        return message instanceof JSONRPCRequest request && McpSchema.METHOD_PING.equals(request.method())
                ? request
                : null;
    }

    private synchronized boolean answersUs(JSONRPCResponse response) {
        return response.id() != null && unanswered.remove(response.id()) != null;
    }

    /** The SDK logs what an error says, and it may be of a caller: its number is what we tell. */
    private static JSONRPCResponse withoutWords(JSONRPCResponse response) {
        JSONRPCError error = response.error();
        if (error == null) {
            return response;
        }
        int code = error.code() == null ? McpSchema.ErrorCodes.INTERNAL_ERROR : error.code();
        return new JSONRPCResponse(
                response.jsonrpc(), response.id(), null, new JSONRPCError(code, "the server's error", null));
    }

    private static JSONRPCMessage read(String text) throws IOException {
        try {
            return McpSchema.deserializeJsonRpcMessage(JSON, text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            // Arithmetic: an exponent that no number has.
            throw new IOException("no message", e);
        }
    }
}
