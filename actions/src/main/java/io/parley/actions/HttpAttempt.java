package io.parley.actions;

import io.parley.actions.AttemptOutcome.MayPass;
import io.parley.actions.AttemptOutcome.Settled;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One try of an http action, redirects within the origin included. Lives on the Vert.x context of the call. */
final class HttpAttempt implements ActionKind.Attempt {
    /** The largest answer read; a business answer that is to be spoken is a thousandth of it. */
    static final int MAX_BODY_BYTES = 256 * 1024;

    private final HttpClient client;
    private final ResultPaths results;
    private final Promise<AttemptOutcome> outcome = Promise.promise();
    private HttpCall call;
    private int redirects;
    private boolean left;
    private boolean aborted;
    private @Nullable HttpClientRequest request;

    HttpAttempt(HttpClient client, HttpCall call, ResultPaths results) {
        this.client = client;
        this.call = call;
        this.results = results;
    }

    HttpAttempt start() {
        Origin origin = call.origin();
        RequestOptions options = new RequestOptions()
                .setMethod(call.method())
                .setSsl(origin.tls())
                .setHost(origin.host().contains(":") ? "[" + origin.host() + "]" : origin.host())
                .setPort(origin.port())
                .setURI(call.uri());
        call.headers().forEach(options::putHeader);
        try {
            client.request(options).onComplete(this::connected, this::notConnected);
        } catch (IllegalArgumentException | IllegalStateException e) {
            // Vert.x knows some hosts to be impossible before it asks anyone, and a closed client asks nobody.
            outcome.tryComplete(new Settled(0, new ActionResult.Failed(false, "no request can be made to " + origin)));
        }
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
        if (request != null) {
            request.reset();
        }
    }

    private void connected(HttpClientRequest connected) {
        request = connected;
        if (aborted) {
            connected.reset();
            return;
        }
        left = true;
        Future<HttpClientResponse> response = call.body() == null ? connected.send() : connected.send(call.body());
        response.onComplete(this::read, this::broken);
    }

    private void read(HttpClientResponse response) {
        Buffer body = Buffer.buffer();
        response.exceptionHandler(this::broken);
        response.handler(piece -> {
            if (body.length() + piece.length() <= MAX_BODY_BYTES) {
                body.appendBuffer(piece);
            } else if (outcome.tryComplete(tooLarge(response.statusCode()))) {
                abort();
            }
        });
        response.endHandler(end -> answered(response, body));
    }

    private void answered(HttpClientResponse response, Buffer body) {
        int status = response.statusCode();
        if (Redirects.isRedirect(status)) {
            follow(response);
            return;
        }
        HttpAnswer answer = new HttpAnswer(
                status, response.getHeader(HttpHeaders.RETRY_AFTER), response.getHeader(HttpHeaders.DATE), body);
        outcome.tryComplete(answer.outcome(results));
    }

    private void follow(HttpClientResponse response) {
        int status = response.statusCode();
        HttpCall next = Redirects.next(call, status, response.getHeader(HttpHeaders.LOCATION));
        if (next == null) {
            String reason = "HTTP " + status + ": a redirect away from " + call.origin() + " is not followed";
            outcome.tryComplete(new Settled(status, new ActionResult.Failed(false, reason)));
        } else if (++redirects > Redirects.MAX) {
            outcome.tryComplete(new Settled(status, new ActionResult.Failed(false, "too many redirects")));
        } else if (!aborted) {
            call = next;
            start();
        }
    }

    private void notConnected(Throwable error) {
        if (error instanceof SSLException) {
            outcome.tryComplete(new Settled(0, new ActionResult.Failed(false, "no trusted TLS connection")));
            return;
        }
        String reason = error instanceof UnknownHostException ? "unknown host" : "no connection";
        outcome.tryComplete(new MayPass(0, reason + " to " + call.origin(), null, left));
    }

    private void broken(Throwable error) {
        outcome.tryComplete(new MayPass(0, "the connection broke before the answer's end", null, true));
    }

    private static AttemptOutcome tooLarge(int status) {
        String reason = "the answer is larger than " + MAX_BODY_BYTES + " bytes";
        return new Settled(status, new ActionResult.Failed(false, reason));
    }
}
