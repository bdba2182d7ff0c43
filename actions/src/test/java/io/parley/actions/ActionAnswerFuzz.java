package io.parley.actions;

import static io.parley.testkit.FuzzTarget.expect;

import io.parley.testkit.FuzzTarget;
import io.parley.testkit.FuzzText;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an API answers: {@code === head} with status, Retry-After, Date and Location, a line each, and {@code === body}.
 * It becomes a result that can be spoken and kept, or a request to the same origin.
 */
final class ActionAnswerFuzz implements FuzzTarget {
    private static final Origin ORIGIN = new Origin(true, "api.example.org", 443);
    private static final HttpCall CALL =
            new HttpCall(HttpMethod.GET, ORIGIN, "/v1/orders/7?a=b", Map.of("accept", "application/json"), null);

    private final List<ResultPaths> paths = new ArrayList<>();

    ActionAnswerFuzz() {
        List<String> texts = List.of(
                "$.number",
                "$.orders[0].id",
                "$..id",
                "$.orders[?(@.open == true)].id",
                "$.orders[-1:].id",
                "$.orders.length()",
                "$['a b']",
                "$");
        for (String text : texts) {
            paths.add(ResultPaths.read("result", Map.of("v", text), new Problems(Path.of("actions.yaml"))));
        }
    }

    @Override
    public void accept(byte[] input) {
        Map<String, String> texts = FuzzText.sections(FuzzText.latin(input));
        String[] head = (texts.getOrDefault("head", "") + "\n\n\n\n").split("\n", -1);
        int status = status(head[0]);
        byte[] body = texts.getOrDefault("body", "").getBytes(StandardCharsets.ISO_8859_1);
        HttpAnswer answer = new HttpAnswer(status, head[1], head[2], head[3], Buffer.buffer(body));
        for (ResultPaths path : paths) {
            if (answer.outcome(path) instanceof AttemptOutcome.Settled settled) {
                expectResult(settled.result());
            }
        }
        expectText(RefusalReason.of(status, body), RefusalReason.MAX_CHARS);
        WishRecord.parse(FuzzText.utf8(body));
        redirect(status, head[3]);
    }

    private static int status(String text) {
        return text.matches("[1-9][0-9]{2}") ? Integer.parseInt(text) : 200;
    }

    private static void expectResult(ActionResult result) {
        if (result instanceof ActionResult.Ok ok) {
            ok.values().values().forEach(value -> expectText(value, ResultPaths.MAX_VALUE_CHARS));
        } else if (result instanceof ActionResult.Refused refused) {
            expectText(refused.reason(), RefusalReason.MAX_CHARS);
        }
        WishRecord record = new WishRecord("digest", result);
        WishRecord again = WishRecord.parse(record.toJson());
        expect(record.equals(again), () -> record + " was kept as " + again);
    }

    /** What is spoken, logged and kept: short, and of characters that do nothing. */
    private static void expectText(String text, int maxChars) {
        boolean sound = text.length() <= maxChars
                && text.codePoints()
                        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT)
                && CleanText.wellFormed(text).equals(text);
        expect(sound, () -> "text '" + text + "'");
    }

    private static void redirect(int status, String location) {
        HttpCall call = CALL;
        for (int i = 0; i < Redirects.MAX && call != null; i++) {
            call = Redirects.next(call, status, location);
            if (call != null) {
                expectRequest(call);
            }
        }
    }

    private static void expectRequest(HttpCall call) {
        boolean sound = call.origin().equals(ORIGIN)
                && call.uri().startsWith("/")
                && call.uri().chars().allMatch(c -> c > ' ' && c < 0x7f);
        expect(sound, () -> "redirected to " + call.origin() + " " + call.uri());
    }
}
