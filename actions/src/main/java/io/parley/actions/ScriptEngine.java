package io.parley.actions;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.ResourceLimits;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * JavaScript by GraalJS, interpreted: what has been parsed is shared by all runs, and every run has a context of its own,
 * with no file, no process, no thread, no environment and no class of the host. Started with the first script.
 */
final class ScriptEngine {
    /** A run that does not end by itself ends after so many statements, some seconds of them. */
    static final long MOST_STATEMENTS = 5_000_000;

    private static final String LANGUAGE = "js";
    private static final String MODULE = "application/javascript+module";

    private final Engine engine;
    private final Source host;

    private ScriptEngine() {
        engine = Engine.newBuilder(LANGUAGE)
                .option("engine.WarnInterpreterOnly", "false")
                // What a script prints would be on the server's output, callers' values and all.
                .out(OutputStream.nullOutputStream())
                .err(OutputStream.nullOutputStream())
                .build();
        host = Source.newBuilder(LANGUAGE, resource("script-host.js"), "script-host.js")
                .buildLiteral();
        warm();
    }

    /** What the engine makes for its first script is its own, and would be counted as that script's. */
    private void warm() {
        Source first = module("first.js", "export default async () => JSON.stringify(JSON.parse('{}'));");
        try (Context world = context()) {
            host(world);
            Value main = main(world, first);
            if (main != null) {
                main.execute();
            }
        }
    }

    private static final class Shared {
        static final ScriptEngine ENGINE = new ScriptEngine();
    }

    static ScriptEngine shared() {
        return Shared.ENGINE;
    }

    private static String resource(String name) {
        try (InputStream in = ScriptEngine.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A fresh world for one run. */
    Context context() {
        return Context.newBuilder(LANGUAGE)
                .engine(engine)
                .allowHostAccess(HostAccess.NONE)
                .option("js.esm-eval-returns-exports", "true")
                .resourceLimits(ResourceLimits.newBuilder()
                        .statementLimit(MOST_STATEMENTS, null)
                        .build())
                .build();
    }

    static Source module(String file, String text) {
        return Source.newBuilder(LANGUAGE, text, file).mimeType(MODULE).buildLiteral();
    }

    /** The function between the host and a module. */
    Value host(Context context) {
        return context.eval(host);
    }

    /** What a module exports as its default; null for nothing that can be called. */
    static @Nullable Value main(Context context, Source module) {
        Value main = context.eval(module).getMember("default");
        return main != null && main.canExecute() ? main : null;
    }

    /** Where in the script something went wrong, as {@code orders.js:3}; without a place the file alone. */
    static String place(String file, PolyglotException e) {
        return e.getSourceLocation() == null
                ? file
                : file + ":" + e.getSourceLocation().getStartLine();
    }
}
