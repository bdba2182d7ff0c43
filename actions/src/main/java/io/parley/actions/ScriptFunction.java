package io.parley.actions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.config.CallValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A script as an action, for one wish: each run has a world of its own. Only text passes between the script and us, so that
 * it never holds an object of ours.
 *
 * @param call takes what this run wants of the call
 * @param context of the call, on which its requests are sent
 */
record ScriptFunction(
        String file,
        Source module,
        ScriptApis apis,
        HttpWire wire,
        ScriptNotes notes,
        ScriptCall call,
        Executor context,
        ScriptWatch watch)
        implements ActionFunction {
    private static final Logger log = LoggerFactory.getLogger(ScriptFunction.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST_LOG = 500;

    /** What one run has asked for and come to. On the run's thread. */
    private final class Host {
        private final @Nullable String idempotencyKey;
        private final String callId;
        private int requests;
        private @Nullable String outcome;
        private boolean interrupted;

        Host(ActionCall call) {
            this.idempotencyKey = call.idempotencyKey();
            this.callId = call.callId();
        }

        ProxyObject proxy() {
            return ProxyObject.fromMap(Map.of(
                    "request", (ProxyExecutable) given -> request(given),
                    "store", (ProxyExecutable) given -> store(given),
                    "say", (ProxyExecutable) given -> wish(() -> call.say(given[0].asString())),
                    "transfer", (ProxyExecutable) given -> wish(() -> call.transfer(given[0].asString())),
                    "end", (ProxyExecutable) given -> wish(call::end),
                    "log", (ProxyExecutable) given -> tell(given[0].asString()),
                    "done", (ProxyExecutable) given -> outcome = given[0].asString()));
        }

        private String request(Value[] given) {
            stillWanted();
            if (++requests > ScriptApis.MOST_REQUESTS) {
                throw new ScriptApis.Wrong("more than " + ScriptApis.MOST_REQUESTS + " requests");
            }
            HttpCall http = apis.call(
                    given[0].asString(), given[1].asString(), given[2].asString(), given[3].asString(), key());
            try {
                return ScriptApis.send(http, wire, context);
            } catch (InterruptedException e) {
                throw unwanted();
            }
        }

        private String store(Value[] given) {
            stillWanted();
            try {
                return notes.ask(given[0].asString(), given[1].asString(), given[2].asString(), given[3].asDouble());
            } catch (InterruptedException e) {
                throw unwanted();
            }
        }

        private void stillWanted() {
            if (interrupted || Thread.currentThread().isInterrupted()) {
                throw new ScriptApis.Wrong("nobody waits any more");
            }
        }

        private ScriptApis.Wrong unwanted() {
            interrupted = true;
            Thread.currentThread().interrupt();
            return new ScriptApis.Wrong("nobody waits any more");
        }

        private boolean wish(Runnable wish) {
            wish.run();
            return true;
        }

        /** The same for the same request of a further attempt, another for another request. */
        private @Nullable String key() {
            return idempotencyKey == null || requests == 1 ? idempotencyKey : idempotencyKey + "-" + requests;
        }

        private boolean tell(String text) {
            log.debug("call {}: {} says: {}", callId, file, CleanText.of(text, LONGEST_LOG));
            return true;
        }
    }

    @Override
    public Map<String, ?> run(ActionCall call) throws IOException, InterruptedException {
        Host host = new Host(call);
        ScriptEngine engine = ScriptEngine.shared();
        try (Context world = engine.context();
                ScriptWatch.Run run = watch.watch(world)) {
            execute(engine, world, host, run, call);
        }
        boolean unwanted = Thread.interrupted(); // which clears it, whatever the host has seen
        if (host.interrupted || unwanted) {
            throw new InterruptedException();
        }
        if (host.outcome == null) {
            throw ActionFailure.permanent(file + " waits for something that never comes");
        }
        return read(call, host.outcome);
    }

    private void execute(ScriptEngine engine, Context world, Host host, ScriptWatch.Run run, ActionCall call)
            throws IOException {
        try {
            Value main = ScriptEngine.main(world, module);
            if (main == null) {
                throw ActionFailure.permanent(file + " has no default export that can be called");
            }
            engine.host(world).execute(host.proxy()).execute(main, given(call), names());
        } catch (PolyglotException e) {
            if (run.greedy()) {
                throw ActionFailure.permanent(file + " takes too much memory");
            } else if (e.isResourceExhausted()) {
                throw ActionFailure.permanent(file + " runs too long");
            } else if (!host.interrupted && !e.isCancelled()) {
                log.debug("what {} threw", file, e);
                throw ActionFailure.permanent("it failed at " + ScriptEngine.place(file, e));
            }
        }
    }

    private static String given(ActionCall call) throws IOException {
        ObjectNode given = JSON.createObjectNode();
        ObjectNode args = given.putObject("args");
        ObjectNode of = given.putObject("call");
        call.arguments().forEach((name, value) -> {
            boolean ofCall = name.startsWith(CallValues.PREFIX);
            (ofCall ? of : args).put(ofCall ? name.substring(CallValues.PREFIX.length()) : name, value);
        });
        of.put("id", call.callId()).put("idempotencyKey", call.idempotencyKey());
        return JSON.writeValueAsString(given);
    }

    private String names() throws IOException {
        return JSON.writeValueAsString(apis.apis().keySet());
    }

    private Map<String, ?> read(ActionCall call, String outcome) throws IOException {
        JsonNode told;
        try {
            told = JSON.readTree(outcome);
        } catch (IOException e) {
            throw ActionFailure.permanent(file + " gives what is no JSON");
        }
        if (told.has("refused")) {
            throw ActionFailure.refused(told.get("refused").asText());
        } else if (told.has("retry")) {
            throw ActionFailure.mayPass(CleanText.of(told.get("retry").asText(), LONGEST_LOG));
        } else if (told.has("unreachable")) {
            String reason = told.get("unreachable").asText();
            if (told.path("final").asBoolean()) {
                throw ActionFailure.permanent(reason);
            }
            throw new IOException(reason);
        } else if (told.has("threw")) {
            String place = place(told.path("at").asText());
            log.warn("event=script-threw call={} at={}", call.callId(), place);
            log.debug("what {} threw: {}", file, told.get("threw").asText());
            throw ActionFailure.permanent("it failed at " + place);
        }
        byte[] result = told.path("ok").toString().getBytes(StandardCharsets.UTF_8);
        return results(result);
    }

    private Map<String, ?> results(byte[] json) {
        try {
            if (AnswerJson.parse(json) instanceof Map<?, ?> results) {
                @SuppressWarnings("unchecked")
                Map<String, ?> named = (Map<String, ?>) results;
                return named;
            }
        } catch (IOException e) {
            log.debug("what {} gives", file, e);
        }
        throw ActionFailure.permanent(file + " gives something else than an object");
    }

    /** The first line of a stack that is in the script. Columns are wrong in what is awaited. */
    private String place(String stack) {
        Matcher at = Pattern.compile(Pattern.quote(file) + ":[0-9]+").matcher(stack);
        return at.find() ? at.group() : file;
    }
}
