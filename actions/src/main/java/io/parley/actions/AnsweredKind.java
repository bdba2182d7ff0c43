package io.parley.actions;

import io.parley.config.ActionSpec;
import io.vertx.core.http.HttpMethod;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stands for scripts in a simulation: they do not run, and what they would have given stands in the call's script. */
final class AnsweredKind implements ActionKind {
    private static final HttpCall NOWHERE =
            new HttpCall(HttpMethod.POST, new Origin(false, "1", 80), "/", Map.of(), null);

    private final ActionWires wires;

    /** @param wires answers in the stead of the network */
    AnsweredKind(ActionWires wires) {
        this.wires = wires;
    }

    @Override
    public @Nullable Ready read(ActionSpec action, String key, TemplateReader reader) {
        int problemsBefore = reader.problems().count();
        ResultPaths results = ResultPaths.read(key + ".result", action.result(), action.lists(), reader.problems());
        HttpWire wire = wires.of(action, reader);
        return wire == null || reader.problems().count() > problemsBefore
                ? null
                : (request, idempotencyKey) -> new Prepared() {
                    @Override
                    public String target() {
                        return "script:" + action.name();
                    }

                    @Override
                    public Attempt attempt() {
                        return new HttpAttempt(wire, NOWHERE, results).start();
                    }
                };
    }
}
