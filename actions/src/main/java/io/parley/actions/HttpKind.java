package io.parley.actions;

import io.parley.config.ActionSpec;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Actions of kind {@code http}, on Vert.x's client: HTTP/1.1, TLS by the JVM's trust store. */
final class HttpKind implements ActionKind {
    /** The longest a connection may take to stand; a host that is there answers far sooner. */
    static final int CONNECT_TIMEOUT_MS = 1_000;

    /** How long an idle connection is kept; servers close theirs from 5 s on, and a write must not meet that. */
    private static final int KEEP_ALIVE_SECONDS = 4;

    private final HttpClient client;

    HttpKind(Vertx vertx, int maxPerOrigin) {
        client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(CONNECT_TIMEOUT_MS)
                        .setSslHandshakeTimeout(2L * CONNECT_TIMEOUT_MS)
                        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS),
                new PoolOptions().setHttp1MaxSize(maxPerOrigin));
    }

    /** The templates of an action without a client to run them, for checking files. */
    static @Nullable ReadyHttp readTemplates(ActionSpec action, String key, TemplateReader reader) {
        int problemsBefore = reader.problems().count();
        HttpTemplate template = HttpTemplate.read(action.http(), key + ".http", reader);
        ResultPaths results = ResultPaths.read(key + ".result", action.result(), action.lists(), reader.problems());
        return template == null || reader.problems().count() > problemsBefore ? null : new ReadyHttp(template, results);
    }

    @Override
    public @Nullable Ready read(ActionSpec action, String key, TemplateReader reader) {
        ReadyHttp ready = readTemplates(action, key, reader);
        return ready == null ? null : (arguments, idempotencyKey) -> prepare(ready, arguments, idempotencyKey);
    }

    Future<Void> close() {
        return client.close();
    }

    private Prepared prepare(ReadyHttp ready, Map<String, String> arguments, @Nullable String idempotencyKey) {
        HttpCall call = ready.template().render(arguments, idempotencyKey);
        return new Prepared() {
            @Override
            public String target() {
                return call.origin().toString();
            }

            @Override
            public Attempt attempt() {
                return new HttpAttempt(client, call, ready.results()).start();
            }
        };
    }

    /** @param results what is taken from the answer */
    record ReadyHttp(HttpTemplate template, ResultPaths results) {}
}
