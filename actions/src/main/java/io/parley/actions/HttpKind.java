package io.parley.actions;

import io.parley.config.ActionSpec;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Actions of kind {@code http}, over whatever wire carries their requests. */
final class HttpKind implements ActionKind {
    private final Function<ActionSpec, HttpWire> wires;

    /** @param wires gives the wire for an action's requests */
    HttpKind(Function<ActionSpec, HttpWire> wires) {
        this.wires = wires;
    }

    /** The templates of an action without a wire to carry them, for checking files. */
    static @Nullable ReadyHttp readTemplates(ActionSpec action, String key, TemplateReader reader) {
        int problemsBefore = reader.problems().count();
        if (!(action.kind() instanceof ActionSpec.Http http)) {
            reader.problems().add(key, "", "an http request");
            return null;
        }
        HttpTemplate template = HttpTemplate.read(http, key + ".http", reader);
        ResultPaths results = ResultPaths.read(key + ".result", action.result(), action.lists(), reader.problems());
        return template == null || reader.problems().count() > problemsBefore ? null : new ReadyHttp(template, results);
    }

    @Override
    public @Nullable Ready read(ActionSpec action, String key, TemplateReader reader) {
        ReadyHttp ready = readTemplates(action, key, reader);
        HttpWire wire = wires.apply(action);
        return ready == null
                ? null
                : (request, idempotencyKey) -> prepare(ready, wire, request.arguments(), idempotencyKey);
    }

    private static Prepared prepare(
            ReadyHttp ready, HttpWire wire, Map<String, String> arguments, @Nullable String idempotencyKey) {
        HttpCall call = ready.template().render(arguments, idempotencyKey);
        return new Prepared() {
            @Override
            public String target() {
                return call.origin().toString();
            }

            @Override
            public Attempt attempt() {
                return new HttpAttempt(wire, call, ready.results()).start();
            }
        };
    }

    /** @param results what is taken from the answer */
    record ReadyHttp(HttpTemplate template, ResultPaths results) {}
}
