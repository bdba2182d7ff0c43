package io.parley.actions;

import io.parley.config.ApiSpec;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The network, by Vert.x's client: HTTP/1.1, TLS by the JVM's trust store or an API's own. Its exchanges live on the Vert.x context of the call. */
final class VertxWire implements HttpWire {
    /** The longest a connection may take to stand; a host that is there answers far sooner. */
    static final int CONNECT_TIMEOUT_MS = 1_000;

    /** How long an idle connection is kept; servers close theirs from 5 s on, and a write must not meet that. */
    private static final int KEEP_ALIVE_SECONDS = 4;

    private final HttpClient client;

    /** @param tls null for what the JVM trusts */
    VertxWire(Vertx vertx, int maxPerOrigin, ApiSpec.@Nullable Tls tls) {
        client = vertx.createHttpClient(
                trusting(tls)
                        .setConnectTimeout(CONNECT_TIMEOUT_MS)
                        .setSslHandshakeTimeout(2L * CONNECT_TIMEOUT_MS)
                        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS),
                new PoolOptions().setHttp1MaxSize(maxPerOrigin));
    }

    private static HttpClientOptions trusting(ApiSpec.@Nullable Tls tls) {
        HttpClientOptions options = new HttpClientOptions();
        if (tls != null && tls.ca() != null) {
            options.setTrustOptions(new PemTrustOptions().addCertPath(tls.ca().toString()));
        }
        if (tls != null && tls.certificate() != null && tls.key() != null) {
            options.setKeyCertOptions(new PemKeyCertOptions()
                    .addCertPath(tls.certificate().toString())
                    .addKeyPath(tls.key().toString()));
        }
        return options;
    }

    Future<Void> close() {
        return client.close();
    }

    @Override
    public Exchange send(HttpCall call) {
        return new OnNetwork(call.origin()).begin(client, call);
    }

    private static final class OnNetwork implements Exchange {
        private final Origin origin;
        private final Promise<Result> result = Promise.promise();
        private boolean left;
        private boolean aborted;
        private @Nullable HttpClientRequest request;

        OnNetwork(Origin origin) {
            this.origin = origin;
        }

        OnNetwork begin(HttpClient client, HttpCall call) {
            RequestOptions options = new RequestOptions()
                    .setMethod(call.method())
                    .setSsl(origin.tls())
                    .setHost(origin.host().contains(":") ? "[" + origin.host() + "]" : origin.host())
                    .setPort(origin.port())
                    .setURI(call.uri());
            call.headers().forEach(options::putHeader);
            try {
                client.request(options).onComplete(connected -> connected(connected, call.body()), this::notConnected);
            } catch (IllegalArgumentException | IllegalStateException e) {
                // Vert.x knows some hosts to be impossible before it asks anyone, and a closed client asks nobody.
                result.tryComplete(new NotConnected("no request can be made to " + origin, false));
            }
            return this;
        }

        @Override
        public Future<Result> result() {
            return result.future();
        }

        @Override
        public boolean hasLeft() {
            return left;
        }

        @Override
        public void abort() {
            aborted = true;
            if (request != null) {
                request.reset();
            }
        }

        private void connected(HttpClientRequest connected, @Nullable Buffer body) {
            request = connected;
            if (aborted) {
                connected.reset();
                return;
            }
            left = true;
            Future<HttpClientResponse> response = body == null ? connected.send() : connected.send(body);
            response.onComplete(this::read, this::broken);
        }

        private void read(HttpClientResponse response) {
            Buffer body = Buffer.buffer();
            response.exceptionHandler(this::broken);
            response.handler(piece -> {
                if (body.length() + piece.length() <= HttpAttempt.MAX_BODY_BYTES) {
                    body.appendBuffer(piece);
                } else if (result.tryComplete(new TooLarge(response.statusCode()))) {
                    abort();
                }
            });
            response.endHandler(end -> result.tryComplete(new Answered(new HttpAnswer(
                    response.statusCode(),
                    response.getHeader(HttpHeaders.RETRY_AFTER),
                    response.getHeader(HttpHeaders.DATE),
                    response.getHeader(HttpHeaders.LOCATION),
                    body,
                    kept(response)))));
        }

        private static Map<String, String> kept(HttpClientResponse response) {
            Map<String, String> fields = new HashMap<>();
            for (String name : HttpAnswer.KEPT) {
                List<String> values = response.headers().getAll(name);
                if (!values.isEmpty()) {
                    // Link is a list, which may stand in several fields (RFC 9110, section 5.3).
                    fields.put(name, name.equals("link") ? String.join(", ", values) : values.get(0));
                }
            }
            return fields;
        }

        private void notConnected(Throwable error) {
            if (error instanceof SSLException) {
                result.tryComplete(new NotConnected("no trusted TLS connection", false));
                return;
            }
            String reason = error instanceof UnknownHostException ? "unknown host" : "no connection";
            result.tryComplete(new NotConnected(reason + " to " + origin, true));
        }

        private void broken(Throwable error) {
            result.tryComplete(new Broken());
        }
    }
}
