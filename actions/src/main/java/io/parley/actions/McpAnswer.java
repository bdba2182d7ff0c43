package io.parley.actions;

import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.parley.actions.AttemptOutcome.Settled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a tool's answer means for the action (2025-06-18, Tools, "Tool Result" and "Error Handling"). Pure. */
final class McpAnswer {
    /** Of exceptions, traces, addresses and markup; no quantifier runs over what another may take. */
    private static final Pattern PROGRAMS_WORDS =
            Pattern.compile("(?i)err(or|no)|exception|traceback|\\bat [\\w$.]{1,200}\\(|://|[{}<>\\\\]");

    private static final int MAX_LOOKED_AT = 2_000;

    private McpAnswer() {}

    /**
     * An error that a tool tells of itself is its no where it is said for people. The SDKs of servers put exceptions there
     * too: those are failures, and nobody is to hear their words.
     */
    static AttemptOutcome outcome(CallToolResult result, ResultPaths results) {
        String text = text(result);
        if (Boolean.TRUE.equals(result.isError())) {
            String reason = CleanText.of(text, RefusalReason.MAX_CHARS);
            return reason.isEmpty()
                            || PROGRAMS_WORDS
                                    .matcher(CleanText.of(text, MAX_LOOKED_AT))
                                    .find()
                    ? Settled.failed(0, "the tool has failed")
                    : new Settled(FunctionAttempt.REFUSED, new ActionResult.Refused(FunctionAttempt.REFUSED, reason));
        }
        return new Settled(0, results.of(document(result, text)));
    }

    /** The structured result; else the text, where it is an object of JSON; else an object with the text in it. */
    private static Object document(CallToolResult result, String text) {
        if (result.structuredContent() instanceof Map<?, ?> structured) {
            return structured;
        }
        Object parsed = parsed(text);
        return parsed instanceof Map<?, ?> || parsed instanceof java.util.List<?> ? parsed : Map.of("text", text);
    }

    private static @Nullable Object parsed(String text) {
        try {
            return text.startsWith("{") || text.startsWith("[")
                    ? AnswerJson.parse(text.getBytes(StandardCharsets.UTF_8))
                    : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static String text(CallToolResult result) {
        return result.content() == null
                ? ""
                : result.content().stream()
                        .filter(TextContent.class::isInstance)
                        .map(part -> String.valueOf(((TextContent) part).text()))
                        .collect(Collectors.joining("\n"))
                        .strip();
    }
}
