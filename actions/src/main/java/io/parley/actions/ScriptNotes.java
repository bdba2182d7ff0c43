package io.parley.actions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.config.ActionSpec.Script;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The store of a script, for one run: on the run's thread, and blocks. */
final class ScriptNotes {
    /** Of one run: more is a loop that does not end. */
    static final int MOST_ASKED = 100;

    private static final JsonMapper JSON = new JsonMapper();

    private final Notes notes;
    private final Script.@Nullable Notes rule;
    private final Executor context;
    private int asked;

    /**
     * @param rule null where the file gives the script no store
     * @param context on which the store is asked
     */
    ScriptNotes(Notes notes, Script.@Nullable Notes rule, Executor context) {
        this.notes = notes;
        this.rule = rule;
        this.context = context;
    }

    /**
     * Does what a script wants of its store.
     *
     * @param verb {@code get}, {@code put} or {@code delete}
     * @param value JSON text
     * @param seconds how long it is kept; 0 for as long as the file says
     * @return JSON: {@code value}, or {@code unreachable} with the reason
     * @throws ScriptApis.Wrong where the script may not have it
     * @throws InterruptedException when nobody waits for the run any more
     */
    String ask(String verb, String key, String value, double seconds) throws InterruptedException {
        if (rule == null) {
            throw new ScriptApis.Wrong("the action's file gives it no store");
        } else if (++asked > MOST_ASKED) {
            throw new ScriptApis.Wrong("more than " + MOST_ASKED + " questions to the store");
        } else if (key.isEmpty() || key.length() > Notes.MAX_KEY_CHARS) {
            throw new ScriptApis.Wrong("a key has 1 to " + Notes.MAX_KEY_CHARS + " characters");
        }
        try {
            return told(
                    switch (verb) {
                        case "get" -> wait(() -> notes.get(rule.owner(), key));
                        case "put" -> put(rule, key, value, seconds);
                        default -> wait(() -> notes.delete(rule.owner(), key).map(none -> null));
                    });
        } catch (ExecutionException e) {
            return JSON.createObjectNode()
                    .put("unreachable", "the store's server is away")
                    .toString();
        }
    }

    private @Nullable String put(Script.Notes rule, String key, String value, double seconds)
            throws InterruptedException, ExecutionException {
        if (value.length() > Notes.MAX_VALUE_CHARS) {
            throw new ScriptApis.Wrong("a value has at most " + Notes.MAX_VALUE_CHARS + " characters of JSON");
        } else if (!(seconds >= 0)) {
            throw new ScriptApis.Wrong("keep is a number of seconds");
        }
        long most = rule.keep().toMillis();
        Duration keep = Duration.ofMillis(seconds == 0 ? most : Math.min(most, Math.max(1, (long) (seconds * 1000))));
        String kept = wait(() -> notes.put(rule.owner(), key, value, keep).map(String::valueOf));
        if ("false".equals(kept)) {
            throw new ScriptApis.Wrong("the store is full: it has " + Notes.MAX_KEYS + " keys");
        }
        return null;
    }

    private interface Question {
        Future<? extends @Nullable String> ask();
    }

    private @Nullable String wait(Question question) throws InterruptedException, ExecutionException {
        CompletableFuture<@Nullable String> answer = new CompletableFuture<>();
        context.execute(() -> question.ask().onComplete(done -> {
            if (done.succeeded()) {
                answer.complete(done.result());
            } else {
                answer.completeExceptionally(done.cause());
            }
        }));
        return answer.get();
    }

    private static String told(@Nullable String value) {
        ObjectNode told = JSON.createObjectNode();
        try {
            JsonNode parsed = value == null ? JSON.nullNode() : JSON.readTree(value);
            return told.set("value", parsed).toString();
        } catch (JsonProcessingException e) {
            throw new ScriptApis.Wrong("what is kept is no JSON");
        }
    }
}
