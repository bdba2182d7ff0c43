package io.parley.actions;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The access token of one API by OAuth 2 client credentials
 * (<a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.4">RFC 6749, section 4.4</a>): asked for when first needed, by
 * one request whoever waits, and again some time before it expires, while the old one is still used. Safe on any thread.
 */
final class Tokens {
    private static final Logger log = LoggerFactory.getLogger(Tokens.class);
    private static final int MAX_CHARS = 8_192;
    /** Of a token whose answer does not say; short, because nobody promised anything. */
    private static final long DEFAULT_SECONDS = 300;

    private static final long MAX_SECONDS = 86_400;
    private static final long LONGEST_MARGIN_SECONDS = 60;
    /** The longest an answer is waited for; whoever wants the token has little time. */
    static final long PATIENCE_MS = 5_000;

    /** Who may wait for one answer. */
    static final int MAX_WAITING = 1_000;

    /** How long a token is kept although the API does not take it: another would hardly fare better. */
    static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** How long nobody asks again after the token was not had. */
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final HttpWire wire;
    private final Timers timers;
    private final Client client;
    private @Nullable Token token;
    private @Nullable Promise<Token> pending;
    private @Nullable Missing missing;
    private long missingNanos;
    private int waiting;
    private boolean refusedBefore;
    private long refusedNanos;

    /** @param uri path and query of the token endpoint */
    record Client(
            String name,
            Origin origin,
            String uri,
            String id,
            String secret,
            @Nullable String scope) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "Client[" + name + "]";
        }
    }

    /**
     * @param renewNanos from when on another is asked for
     * @param endNanos from when on it is not used
     */
    record Token(String value, long renewNanos, long endNanos) {
        /** Without the value. */
        @Override
        public String toString() {
            return "Token[until " + endNanos + "]";
        }
    }

    /** No token is to be had. */
    static final class Missing extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean mayPass;

        Missing(String reason, boolean mayPass) {
            super(reason, null, false, false);
            this.mayPass = mayPass;
        }

        boolean mayPass() {
            return mayPass;
        }
    }

    Tokens(HttpWire wire, Timers timers, Client client) {
        this.wire = wire;
        this.timers = timers;
        this.client = client;
    }

    /** Fails with {@link Missing}. Completes on whatever context. */
    synchronized Future<Token> get() {
        long now = timers.nanos();
        Token known = token;
        boolean valid = known != null && known.endNanos() - now > 0;
        if (known != null && valid && known.renewNanos() - now > 0) {
            return Future.succeededFuture(known);
        }
        if (pending == null && missing != null && now - missingNanos < REST_NANOS) {
            return known != null && valid ? Future.succeededFuture(known) : Future.failedFuture(missing);
        }
        Future<Token> asked = ask();
        return known != null && valid ? Future.succeededFuture(known) : asked;
    }

    /**
     * The API did not take it.
     *
     * @return whether there is or will be another; one that is refused soon after another was is kept, else an API that
     *     takes none would make each request ask for one
     */
    synchronized boolean refused(Token old) {
        if (!old.equals(token)) {
            return true;
        }
        long now = timers.nanos();
        if (refusedBefore && now - refusedNanos < KEPT_NANOS) {
            return false;
        }
        refusedBefore = true;
        refusedNanos = now;
        token = null;
        return true;
    }

    private Future<Token> ask() {
        if (pending != null) {
            return ++waiting < MAX_WAITING
                    ? pending.future()
                    : Future.failedFuture(new Missing("no token: too many wait for it", true));
        }
        Promise<Token> asked = Promise.promise();
        pending = asked;
        waiting = 0;
        HttpWire.Exchange exchange = wire.send(call());
        long timer = timers.after(PATIENCE_MS, () -> {
            exchange.abort();
            settle(asked, null, new Missing("no token: no answer in time", true));
        });
        exchange.result().onSuccess(result -> {
            timers.cancel(timer);
            answered(asked, result);
        });
        return asked.future();
    }

    /** The id and the secret are encoded before they are joined (RFC 6749, section 2.3.1). */
    private HttpCall call() {
        String pair = Percent.encode(client.id()) + ":" + Percent.encode(client.secret());
        Map<String, String> fields = HttpTemplate.commonFields();
        fields.put("content-type", "application/x-www-form-urlencoded");
        fields.put(
                "authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        String scope = client.scope();
        String body = "grant_type=client_credentials" + (scope == null ? "" : "&scope=" + Percent.encode(scope));
        return new HttpCall(HttpMethod.POST, client.origin(), client.uri(), fields, Buffer.buffer(body));
    }

    private void answered(Promise<Token> asked, HttpWire.Result result) {
        try {
            settle(asked, read(result), null);
        } catch (Missing e) {
            settle(asked, null, e);
        }
    }

    /** What comes after the time for it is over does not matter any more. */
    private void settle(Promise<Token> asked, @Nullable Token read, @Nullable Missing none) {
        synchronized (this) {
            if (pending != asked) {
                return;
            }
            pending = null;
            missing = none;
            missingNanos = timers.nanos();
            token = read == null ? token : read;
        }
        if (none == null) {
            asked.complete(read);
        } else {
            log.warn("event=no-token api={} reason=\"{}\"", client.name(), none.getMessage());
            asked.fail(none);
        }
    }

    private Token read(HttpWire.Result result) throws Missing {
        if (result instanceof HttpWire.NotConnected not) {
            throw new Missing("no token: " + not.reason(), not.mayPass());
        } else if (!(result instanceof HttpWire.Answered answered)) {
            throw new Missing("no token: no whole answer", true);
        } else if (answered.answer().status() != 200) {
            int status = answered.answer().status();
            throw new Missing("no token: HTTP " + status, status >= 500 || status == 429);
        } else {
            return read(answered.answer().body());
        }
    }

    private Token read(Buffer body) throws Missing {
        Map<?, ?> answer;
        try {
            answer = AnswerJson.parse(body.getBytes()) instanceof Map<?, ?> map ? map : Map.of();
        } catch (IOException e) {
            throw new Missing("no token: the answer is not JSON", false);
        }
        String type = String.valueOf(answer.get("token_type")).toLowerCase(Locale.ROOT);
        if (!(answer.get("access_token") instanceof String value)
                || !type.equals("bearer")
                || value.isEmpty()
                || value.length() > MAX_CHARS
                || !value.matches("[\\x21-\\x7e]+")) {
            throw new Missing("no token: the answer has no bearer token", false);
        }
        long seconds = answer.get("expires_in") instanceof Number number
                ? Math.max(1, Math.min(MAX_SECONDS, number.longValue()))
                : DEFAULT_SECONDS;
        long now = timers.nanos();
        long margin = TimeUnit.SECONDS.toNanos(Math.min(LONGEST_MARGIN_SECONDS * 5, seconds)) / 5;
        long end = now + TimeUnit.SECONDS.toNanos(seconds);
        return new Token(value, end - margin, end);
    }
}
