package io.parley.actions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.parley.actions.AttemptOutcome.MayPass;
import io.parley.actions.AttemptOutcome.Settled;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;

/** One call of a tool. Lives on the context of the call. */
final class McpAttempt implements ActionKind.Attempt {
    private static final Logger log = LoggerFactory.getLogger(McpAttempt.class);
    private static final JsonMapper JSON = new JsonMapper();

    /** @param repeatable whether calling it twice does no harm: nothing in the protocol makes a server remember a call */
    record Call(String tool, JsonNode arguments, boolean repeatable, ResultPaths results) {}

    private final Call call;
    private final Executor context;
    private final Promise<AttemptOutcome> outcome = Promise.promise();
    private @Nullable McpSession session;
    private @Nullable CallToolRequest request;
    private @Nullable Disposable subscription;
    private boolean left;
    private boolean aborted;

    McpAttempt(Call call, Executor context) {
        this.call = call;
        this.context = context;
    }

    McpAttempt startOn(McpLink link) {
        link.session()
                .onComplete(opened -> context.execute(() -> {
                    if (aborted) {
                        return;
                    } else if (opened.succeeded()) {
                        ask(link, opened.result());
                    } else {
                        outcome.tryComplete(meaning(opened.cause()));
                    }
                }));
        return this;
    }

    /** There is no link, because the bus is closed or knows too many servers. */
    McpAttempt without(String server) {
        outcome.complete(McpTrouble.nothingLeft("no connection to " + server).outcome());
        return this;
    }

    @Override
    public Future<AttemptOutcome> outcome() {
        return outcome.future();
    }

    @Override
    public boolean hasLeft() {
        return left;
    }

    @Override
    public void abort() {
        aborted = true;
        if (subscription != null) {
            subscription.dispose();
        }
        if (session != null && request != null) {
            session.cancel(request);
        }
    }

    private void ask(McpLink link, McpSession open) {
        Map<String, Object> schema = link.allows(call.tool()) ? open.schema(call.tool()) : null;
        if (schema == null) {
            outcome.tryComplete(failed("the server has no tool '" + call.tool() + "' that may be called"));
            return;
        }
        try {
            @SuppressWarnings("unchecked")
            Map<String, Object> arguments =
                    JSON.convertValue(SchemaValues.fit(call.arguments(), schema, ""), Map.class);
            CallToolRequest asked = new CallToolRequest(call.tool(), arguments);
            session = open;
            request = asked;
            left = true;
            subscription = open.call(asked)
                    .subscribe(
                            result -> context.execute(() -> outcome.tryComplete(meaning(result))),
                            error -> context.execute(() -> outcome.tryComplete(meaning(error))));
        } catch (RuleBroken broken) {
            outcome.tryComplete(new Settled(0, new ActionResult.Refused(0, broken.reason())));
        }
    }

    private AttemptOutcome meaning(CallToolResult result) {
        return McpAnswer.outcome(result, call.results());
    }

    /** Messages of errors quote what the server says, which may be personal: they are for whoever looks at debug. */
    private AttemptOutcome meaning(Throwable error) {
        log.debug("calling {}", call.tool(), error);
        if (error instanceof McpTrouble trouble) {
            return trouble.outcome() instanceof MayPass may ? unlessRepeated(may) : trouble.outcome();
        } else if (error instanceof McpError said && said.getJsonRpcError() != null) {
            return failed(
                    "the server answers with error " + said.getJsonRpcError().code());
        } else if (error instanceof IllegalArgumentException) {
            return failed("the answer is no result of a tool");
        }
        return unlessRepeated(new MayPass(0, "the connection ended before the answer came", null, true));
    }

    private AttemptOutcome unlessRepeated(MayPass outcome) {
        return outcome.mayHaveActed() && !call.repeatable() ? failed(outcome.reason()) : outcome;
    }

    private static AttemptOutcome failed(String reason) {
        return Settled.failed(0, reason);
    }
}
