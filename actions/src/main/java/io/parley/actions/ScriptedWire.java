package io.parley.actions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.parley.config.ActionSpec;
import io.parley.config.CallAnswer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** The wire of one action in a simulation: nothing leaves, and what comes back stands in a script. */
record ScriptedWire(Timers timers, ScriptedAnswers answers, ActionSpec action) implements HttpWire {
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public Exchange send(HttpCall call) {
        CallAnswer answer = answers.next(action);
        Promise<Result> result = Promise.promise();
        long timer =
                timers.after(Math.max(1, answer.after().toMillis()), () -> result.tryComplete(result(answer, action)));
        return new Exchange() {
            @Override
            public Future<Result> result() {
                return result.future();
            }

            @Override
            public boolean hasLeft() {
                return true;
            }

            @Override
            public void abort() {
                timers.cancel(timer);
                result.tryComplete(new Broken());
            }
        };
    }

    private static Result result(CallAnswer answer, ActionSpec action) {
        return answer.reset()
                ? new Broken()
                : new Answered(new HttpAnswer(answer.status(), null, null, null, body(answer, action)));
    }

    private static Buffer body(CallAnswer answer, ActionSpec action) {
        if (answer.body() != null) {
            return Buffer.buffer(answer.body());
        }
        Object tree = ScriptedAnswers.byExample(answer) ? action.example() : answer.json();
        return tree == null ? Buffer.buffer() : Buffer.buffer(text(tree));
    }

    private static String text(@Nullable Object tree) {
        try {
            return JSON.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values always has a text", e);
        }
    }
}
