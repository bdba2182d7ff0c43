package io.parley.actions;

import io.parley.actions.AttemptOutcome.Settled;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/** One try of an http action, redirects within the origin included. Lives on the context of the call. */
final class HttpAttempt implements ActionKind.Attempt {
    /** The largest answer read; a business answer that is to be spoken is a thousandth of it. */
    static final int MAX_BODY_BYTES = 256 * 1024;

    private final ExchangeChain exchanges;
    private final ResultPaths results;
    private final Promise<AttemptOutcome> outcome = Promise.promise();
    private HttpCall call;
    private int redirects;

    HttpAttempt(HttpWire wire, HttpCall call, ResultPaths results) {
        this.exchanges = new ExchangeChain(wire);
        this.call = call;
        this.results = results;
    }

    HttpAttempt start() {
        exchanges.send(call, this::ended);
        return this;
    }

    @Override
    public Future<AttemptOutcome> outcome() {
        return outcome.future();
    }

    @Override
    public boolean hasLeft() {
        return exchanges.hasLeft();
    }

    @Override
    public void abort() {
        exchanges.abort();
    }

    @Override
    public void late() {
        exchanges.late();
    }

    private void ended(HttpWire.Result result) {
        if (result instanceof HttpWire.Answered answered) {
            answered(answered.answer());
        } else {
            outcome.tryComplete(AttemptOutcome.without(result, exchanges.hasLeft()));
        }
    }

    private void answered(HttpAnswer answer) {
        if (Redirects.isRedirect(answer.status())) {
            follow(answer);
        } else {
            outcome.tryComplete(answer.outcome(results));
        }
    }

    private void follow(HttpAnswer answer) {
        int status = answer.status();
        HttpCall next = Redirects.next(call, status, answer.location());
        if (next == null) {
            failed(status, "HTTP " + status + ": a redirect away from " + call.origin() + " is not followed");
        } else if (++redirects > Redirects.MAX) {
            failed(status, "too many redirects");
        } else {
            call = next;
            start();
        }
    }

    private void failed(int status, String reason) {
        outcome.tryComplete(Settled.failed(status, reason));
    }
}
