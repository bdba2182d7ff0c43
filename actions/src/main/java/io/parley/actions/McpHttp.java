package io.parley.actions;

import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.parley.config.ActionSpec;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * A server of the Model Context Protocol at an address: a request for each message, answered with JSON or with a stream of
 * events that ends with the answer
 * (<a href="https://modelcontextprotocol.io/specification/2025-06-18/basic/transports#streamable-http">Transports,
 * Streamable HTTP</a>). It goes over the wire of every other action. The stream on which a server speaks unasked is not opened.
 */
final class McpHttp implements McpTransport {
    private static final int NOT_FOUND = 404;
    private static final String FORGOTTEN = "the server has forgotten the session";
    /** How long closing waits for the word that the session is over to arrive. */
    private static final long LEAVE_MS = 1_000;

    private static final ResultPaths NOTHING = new ResultPaths(Map.of(), Map.of());

    private final HttpWire wire;
    private final Executor context;
    private final Timers timers;
    private final Address address;
    private final McpInbox inbox;
    private final Consumer<String> gone;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicBoolean ending = new AtomicBoolean();
    private final Promise<Void> ended = Promise.promise();
    /** By the question's id; a message that is none has a key of its own. On the context only. */
    private final Map<Object, UnderWay> underWay = new HashMap<>();

    private volatile @Nullable Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler;
    private volatile @Nullable String session;
    private volatile @Nullable String version;

    /** @param headers of every request, names in lower case */
    record Address(Origin origin, String uri, Map<String, String> headers) {
        /** Without the headers, which hold credentials; the path may too. */
        @Override
        public String toString() {
            return origin.toString();
        }
    }

    private record UnderWay(HttpWire.Exchange exchange, long timer) {}

    /**
     * @param context on which requests are sent
     * @param gone told once, with the reason in our words, when the server does not know the session any more
     */
    McpHttp(HttpWire wire, Executor context, Timers timers, Address address, McpInbox inbox, Consumer<String> gone) {
        this.wire = wire;
        this.context = context;
        this.timers = timers;
        this.address = address;
        this.inbox = inbox;
        this.gone = gone;
    }

    @Override
    public McpInbox inbox() {
        return inbox;
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> given) {
        return Mono.fromRunnable(() -> handler = given);
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.create(sent -> {
            if (over.get()) {
                sent.error(McpTrouble.nothingLeft("the session is over"));
                return;
            }
            try {
                inbox.sent(message);
            } catch (McpTrouble trouble) {
                sent.error(trouble);
                over("it leaves questions unanswered");
                return;
            }
            context.execute(() -> send(message, sent));
        });
    }

    @Override
    public void giveUp(Object id) {
        JSONRPCMessage instead = inbox.giveUp(id);
        if (instead != null) {
            context.execute(() -> abort(id));
            hand(instead, false);
        }
    }

    @Override
    public Future<Void> end() {
        over.set(true);
        if (ending.compareAndSet(false, true)) {
            context.execute(this::leave);
        }
        return ended.future();
    }

    private void leave() {
        List.copyOf(underWay.keySet()).forEach(this::abort);
        if (session == null) {
            ended.complete();
            return;
        }
        HttpWire.Exchange last = wire.send(call(HttpMethod.DELETE, null));
        long timer = timers.after(LEAVE_MS, () -> {
            last.abort();
            ended.tryComplete();
        });
        last.result().onSuccess(result -> {
            timers.cancel(timer);
            ended.tryComplete();
        });
    }

    private boolean abort(Object key) {
        UnderWay given = underWay.remove(key);
        if (given == null) {
            return false;
        }
        timers.cancel(given.timer());
        given.exchange().abort();
        return true;
    }

    /** A tool has as long as its action may take; the SDK stops waiting for it then, and for the rest sooner. */
    private static long patience(JSONRPCMessage message) {
        boolean call = message instanceof JSONRPCRequest asked && McpSchema.METHOD_TOOLS_CALL.equals(asked.method());
        return (call ? ActionSpec.MAX_DEADLINE.plus(McpSession.PATIENCE) : McpSession.PATIENCE).toMillis();
    }

    private void send(JSONRPCMessage message, MonoSink<Void> sent) {
        if (over.get()) {
            inbox.forget(message);
            sent.error(McpTrouble.nothingLeft("the session is over"));
            return;
        }
        Object key = message instanceof JSONRPCRequest question ? question.id() : new Object();
        HttpWire.Exchange exchange = wire.send(call(HttpMethod.POST, Buffer.buffer(text(message))));
        long timer = timers.after(patience(message), () -> {
            if (abort(key)) {
                inbox.forget(message);
                sent.error(McpTrouble.mayHaveActed("no answer"));
            }
        });
        underWay.put(key, new UnderWay(exchange, timer));
        exchange.result().onSuccess(result -> {
            timers.cancel(timer);
            if (underWay.remove(key) == null) {
                return;
            }
            McpTrouble trouble = trouble(message, result);
            boolean unanswered = inbox.forget(message);
            if (trouble != null) {
                sent.error(trouble);
                forgotten(trouble);
            } else if (unanswered) {
                sent.error(McpTrouble.failed(0, "the answer is no message of the protocol"));
            } else {
                sent.success();
            }
        });
    }

    /** Told after the call: what is under way when a session is closed may have been done, and this was not. */
    private void forgotten(McpTrouble trouble) {
        if (FORGOTTEN.equals(trouble.getMessage())) {
            session = null;
            over(FORGOTTEN);
        }
    }

    private void over(String reason) {
        if (over.compareAndSet(false, true)) {
            gone.accept(reason);
        }
    }

    /** Hands on what has come; what kept it from coming otherwise. */
    private @Nullable McpTrouble trouble(JSONRPCMessage message, HttpWire.Result result) {
        if (result instanceof HttpWire.Answered answered) {
            return answered(message, answered.answer());
        } else if (result instanceof HttpWire.NotConnected none) {
            return none.mayPass() ? McpTrouble.nothingLeft(none.reason()) : McpTrouble.failed(0, none.reason());
        } else if (result instanceof HttpWire.TooLarge large) {
            return McpTrouble.failed(
                    large.status(), "the answer is larger than " + HttpAttempt.MAX_BODY_BYTES + " bytes");
        }
        return McpTrouble.mayHaveActed("the connection broke before the answer's end");
    }

    private HttpCall call(HttpMethod method, @Nullable Buffer body) {
        Map<String, String> fields = HttpTemplate.commonFields();
        fields.put("accept", "application/json, text/event-stream");
        if (body != null) {
            fields.put("content-type", "application/json");
        }
        fields.putAll(address.headers());
        String known = session;
        if (known != null) {
            fields.put("mcp-session-id", known);
        }
        String agreed = version;
        if (agreed != null) {
            fields.put("mcp-protocol-version", agreed);
        }
        return new HttpCall(method, address.origin(), address.uri(), fields, body);
    }

    private static String text(JSONRPCMessage message) {
        try {
            return McpInbox.JSON.writeValueAsString(message);
        } catch (IOException e) {
            throw new IllegalStateException("our own messages have a text", e);
        }
    }

    private @Nullable McpTrouble answered(JSONRPCMessage message, HttpAnswer answer) {
        if (answer.status() == NOT_FOUND && session != null) {
            return McpTrouble.nothingLeft(FORGOTTEN);
        }
        if (answer.status() < 200 || answer.status() >= 300) {
            AttemptOutcome outcome = answer.outcome(NOTHING);
            String reason = "HTTP " + answer.status();
            return outcome instanceof AttemptOutcome.MayPass
                    ? McpTrouble.of(reason, outcome)
                    : McpTrouble.failed(answer.status(), reason);
        }
        try {
            boolean first =
                    message instanceof JSONRPCRequest asked && McpSchema.METHOD_INITIALIZE.equals(asked.method());
            if (first) {
                session = answer.fields().get("mcp-session-id");
            }
            for (String text : messages(answer)) {
                JSONRPCMessage admitted = inbox.admit(text);
                if (admitted != null) {
                    hand(admitted, first);
                }
            }
            return null;
        } catch (IOException e) {
            return McpTrouble.failed(answer.status(), "the answer is no message of the protocol");
        }
    }

    private void hand(JSONRPCMessage message, boolean first) {
        if (first && message instanceof JSONRPCResponse response && response.result() instanceof Map<?, ?> agreed) {
            version = HeaderTemplates.isFit("mcp-protocol-version", String.valueOf(agreed.get("protocolVersion")))
                    ? String.valueOf(agreed.get("protocolVersion"))
                    : null;
        }
        Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> to = handler;
        if (to != null) {
            to.apply(Mono.just(message)).subscribe(done -> {}, e -> {});
        }
    }

    private static List<String> messages(HttpAnswer answer) {
        String body = answer.body().toString(StandardCharsets.UTF_8);
        String type = answer.fields().getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
        if (type.startsWith("text/event-stream")) {
            return events(body);
        }
        return body.isBlank() || !type.startsWith("application/json") ? List.of() : List.of(body);
    }

    /** The data of each event (HTML, section 9.2.6). */
    static List<String> events(String body) {
        List<String> events = new ArrayList<>();
        StringBuilder data = new StringBuilder();
        for (String line : (body + "\n\n").split("\r\n|\n|\r", -1)) {
            if (line.isEmpty() && data.length() > 0) {
                events.add(data.toString());
                data.setLength(0);
            } else if (line.startsWith("data:")) {
                data.append(data.length() > 0 ? "\n" : "").append(line.substring(line.startsWith("data: ") ? 6 : 5));
            }
        }
        return events;
    }
}
