package io.parley.actions;

import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.Script;
import io.vertx.core.Future;
import java.util.concurrent.Executor;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.jspecify.annotations.Nullable;

/** Actions of kind {@code script}: JavaScript, each run on a thread of its own, because it waits for its requests. */
final class ScriptKind implements ActionKind {
    private final FunctionKind functions;
    private final Notes notes;
    private final ActionWires wires;
    private final ScriptWatch watch = new ScriptWatch();

    /**
     * @param functions runs them
     * @param notes what they remember
     */
    ScriptKind(FunctionKind functions, Notes notes, ActionWires wires) {
        this.functions = functions;
        this.notes = notes;
        this.wires = wires;
    }

    /** @param module parsed, and run once so far that its default export is known to be there */
    record ReadyScript(Script script, Source module, ScriptApis apis, ResultPaths results) {}

    /** Reads a script without running its default export, for checking files. */
    static @Nullable ReadyScript readScript(ActionSpec action, Script script, String key, TemplateReader reader) {
        int problemsBefore = reader.problems().count();
        ScriptApis apis = ScriptApis.read(key + ".script.apis", script.apis(), reader);
        ResultPaths results = ResultPaths.read(key + ".result", action.result(), action.lists(), reader.problems());
        Source module = ScriptEngine.module(script.file(), script.source());
        compile(script, module, key + ".script.file", reader.problems());
        return reader.problems().count() > problemsBefore ? null : new ReadyScript(script, module, apis, results);
    }

    private static void compile(Script script, Source module, String key, Problems problems) {
        try (Context world = ScriptEngine.shared().context();
                ScriptWatch watch = new ScriptWatch();
                ScriptWatch.Run run = watch.watch(world)) {
            if (ScriptEngine.main(world, module) == null) {
                problems.add(key, script.file(), "export default async function (args, { api, refuse }) { … } in it");
            }
        } catch (PolyglotException e) {
            String what = e.isCancelled()
                    ? "less memory"
                    : String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            problems.add(key, ScriptEngine.place(script.file(), e), "JavaScript that runs: " + what);
        }
    }

    @Override
    public @Nullable Ready read(ActionSpec action, String key, TemplateReader reader) {
        ReadyScript ready = action.kind() instanceof Script script ? readScript(action, script, key, reader) : null;
        HttpWire wire = wires.of(action, reader);
        return ready == null || wire == null
                ? null
                : (request, idempotencyKey) -> functions.prepare(
                        "script:" + action.name(),
                        context -> function(ready, wire, context),
                        ready.results(),
                        request,
                        idempotencyKey);
    }

    private ScriptFunction function(ReadyScript ready, HttpWire wire, Executor context) {
        Script script = ready.script();
        return new ScriptFunction(
                script.file(),
                ready.module(),
                ready.apis(),
                wire,
                new ScriptNotes(notes, script.notes(), context),
                new ScriptCall(script.transfers()),
                context,
                watch);
    }

    @Override
    public Future<Void> close() {
        watch.close();
        return Future.succeededFuture();
    }
}
