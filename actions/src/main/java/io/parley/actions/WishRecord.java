package io.parley.actions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.actions.ActionResult.Sequel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a write, so that the same wish is never carried out twice.
 *
 * @param arguments digest of what was asked for
 * @param result null while it is under way, or when the process died meanwhile
 */
record WishRecord(String arguments, @Nullable ActionResult result) {
    private static final JsonMapper JSON = new JsonMapper();

    static final ActionResult.Failed UNKNOWN =
            new ActionResult.Failed(false, "it is not known whether this has been done");

    /**
     * What a second run of the same wish is to be told; null where it may act again, because the first surely did not
     * act, or because the other side tells by the idempotency key that it is the same wish.
     *
     * @param once it is done at most once, even where it is not known whether it has been
     */
    static @Nullable ActionResult kept(boolean once, ActionResult result, boolean mayHaveActed) {
        if (result instanceof ActionResult.Ok
                || (result instanceof ActionResult.Refused refused && refused.status() > 0)
                || (result instanceof ActionResult.Failed failed && !failed.retryable())) {
            return result;
        }
        return once && mayHaveActed ? UNKNOWN : null;
    }

    String toJson() {
        ObjectNode node = JSON.createObjectNode().put("arguments", arguments);
        if (result instanceof ActionResult.Ok ok) {
            node.put("outcome", "ok").set("values", JSON.valueToTree(ok.values()));
            node.set("lists", JSON.valueToTree(ok.lists()));
            if (!ok.sequel().equals(Sequel.NONE)) {
                node.set("sequel", JSON.valueToTree(ok.sequel()));
            }
        } else if (result instanceof ActionResult.Refused refused) {
            node.put("outcome", "refused").put("status", refused.status()).put("reason", refused.reason());
        } else if (result instanceof ActionResult.Failed failed) {
            node.put("outcome", "failed").put("reason", failed.reason());
        } else {
            node.put("outcome", "pending");
        }
        return node.toString();
    }

    /** @return null when the text is not ours */
    static @Nullable WishRecord parse(String json) {
        JsonNode node;
        try {
            node = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            return null;
        }
        String arguments = node.path("arguments").asText();
        String reason = node.path("reason").asText();
        return switch (node.path("outcome").asText()) {
            case "pending" -> new WishRecord(arguments, null);
            case "ok" ->
                new WishRecord(
                        arguments,
                        new ActionResult.Ok(
                                values(node.path("values")), lists(node.path("lists")), sequel(node.path("sequel"))));
            case "refused" ->
                new WishRecord(
                        arguments, new ActionResult.Refused(node.path("status").asInt(), reason));
            case "failed" -> new WishRecord(arguments, new ActionResult.Failed(false, reason));
            default -> null;
        };
    }

    private static Sequel sequel(JsonNode node) {
        List<String> say = new ArrayList<>();
        node.path("say").forEach(text -> say.add(text.asText()));
        String transfer =
                node.path("transfer").isTextual() ? node.path("transfer").asText() : null;
        return new Sequel(say, transfer, node.path("end").asBoolean());
    }

    private static Map<String, List<Map<String, String>>> lists(JsonNode node) {
        Map<String, List<Map<String, String>>> lists = new HashMap<>();
        node.properties().forEach(field -> {
            List<Map<String, String>> rows = new ArrayList<>();
            field.getValue().forEach(row -> rows.add(values(row)));
            lists.put(field.getKey(), rows);
        });
        return lists;
    }

    private static Map<String, String> values(JsonNode node) {
        Map<String, String> values = new HashMap<>();
        node.properties()
                .forEach(field -> values.put(field.getKey(), field.getValue().asText()));
        return values;
    }
}
