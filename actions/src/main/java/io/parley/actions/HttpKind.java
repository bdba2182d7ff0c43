package io.parley.actions;

import io.parley.config.ActionSpec;
import org.jspecify.annotations.Nullable;

/** Actions of kind {@code http}, over whatever wire carries their requests. */
final class HttpKind implements ActionKind {
    private final ActionWires wires;

    /** @param wires gives the wire for an action's requests */
    HttpKind(ActionWires wires) {
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
        HttpWire wire = wires.of(action, reader);
        return ready == null || wire == null
                ? null
                : (request, idempotencyKey) ->
                        prepare(ready.template().render(request.arguments(), idempotencyKey), wire, ready.results());
    }

    /** A request, ready to be sent as often as the rules allow. */
    static Prepared prepare(HttpCall call, HttpWire wire, ResultPaths results) {
        return new Prepared() {
            @Override
            public String target() {
                return call.origin().toString();
            }

            @Override
            public Attempt attempt() {
                return new HttpAttempt(wire, call, results).start();
            }
        };
    }

    /** @param results what is taken from the answer */
    record ReadyHttp(HttpTemplate template, ResultPaths results) {}
}
