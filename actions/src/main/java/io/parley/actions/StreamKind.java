package io.parley.actions;

import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.Risk;
import io.parley.config.StreamRequest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Actions of kind {@code stream}: workers of any language take them from a stream of Redis and answer into another. */
final class StreamKind implements ActionKind {
    /** The largest arguments, as JSON text. */
    static final int MAX_CHARS = 65_536;

    private static final String NEEDED =
            "a Redis that the workers reach as well: redis: { uri: redis://… } in parley.yaml";

    private static final String FEWER = "at most " + RedisAnswers.MAX_STREAMS + " streams in all files";

    private final BusParts parts;

    StreamKind(BusParts parts) {
        this.parts = parts;
    }

    record ReadyRequest(JsonTemplate arguments, ResultPaths results) {}

    /** Reads an action without a server, for checking files. */
    static @Nullable ReadyRequest readRequest(
            ActionSpec action, StreamRequest stream, String key, TemplateReader reader) {
        int problemsBefore = reader.problems().count();
        JsonTemplate arguments = JsonTemplate.read(reader, key + ".stream.arguments", stream.arguments());
        ResultPaths results = ResultPaths.read(key + ".result", action.result(), action.lists(), reader.problems());
        return reader.problems().count() > problemsBefore ? null : new ReadyRequest(arguments, results);
    }

    @Override
    public @Nullable Ready read(ActionSpec action, String key, TemplateReader reader) {
        StreamRequest stream = action.kind() instanceof StreamRequest named ? named : null;
        Streams streams = parts.store().streams();
        if (stream == null || streams == null) {
            reader.problems().add(key + ".stream", stream == null ? "" : stream.stream(), NEEDED);
            return null;
        }
        ReadyRequest ready = readRequest(action, stream, key, reader);
        if (ready == null) {
            return null;
        }
        if (!streams.follow(stream.stream())) {
            reader.problems().add(key + ".stream.name", stream.stream(), FEWER);
            return null;
        }
        return (request, idempotencyKey) -> prepare(streams, stream, ready, request, idempotencyKey);
    }

    @Override
    public void keepOnly(Collection<ActionSpec> inUse) {
        Streams streams = parts.store().streams();
        if (streams != null) {
            streams.keepOnly(inUse.stream()
                    .map(ActionSpec::kind)
                    .filter(StreamRequest.class::isInstance)
                    .map(kind -> ((StreamRequest) kind).stream())
                    .collect(Collectors.toSet()));
        }
    }

    private Prepared prepare(
            Streams streams,
            StreamRequest stream,
            ReadyRequest ready,
            ActionRequest request,
            @Nullable String idempotencyKey) {
        String arguments = ready.arguments().render(request.arguments()).toString();
        if (arguments.length() > MAX_CHARS) {
            throw new RuleBroken("the arguments are longer than " + MAX_CHARS + " characters");
        }
        boolean once = request.action().risk() == Risk.IRREVERSIBLE;
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("action", request.action().name());
        fields.put("call", request.callId());
        fields.put("arguments", arguments);
        if (idempotencyKey != null) {
            fields.put("key", idempotencyKey);
        }
        if (once) {
            fields.put("once", "1");
        }
        String id = UUID.randomUUID().toString();
        long end = parts.timers().nanos() + request.action().deadline().toNanos();
        return new Prepared() {
            @Override
            public String target() {
                return "stream:" + stream.stream();
            }

            @Override
            public Attempt attempt() {
                long left = Math.max(0, end - parts.timers().nanos()) / 1_000_000;
                Streams.Request asked = new Streams.Request(
                        stream.stream(), id, idempotencyKey == null ? id : idempotencyKey, fields, left);
                int deliveries = once ? 1 : stream.deliveries();
                return new StreamAttempt(
                                streams, parts.timers(), parts.contexts().get(), asked, ready.results())
                        .start(deliveries, stream.takeover().toMillis());
            }
        };
    }
}
