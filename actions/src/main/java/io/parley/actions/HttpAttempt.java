package io.parley.actions;

import io.parley.actions.AttemptOutcome.MayPass;
import io.parley.actions.AttemptOutcome.Settled;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;

/** One try of an http action, redirects within the origin included. Lives on the context of the call. */
final class HttpAttempt implements ActionKind.Attempt {
    /** The largest answer read; a business answer that is to be spoken is a thousandth of it. */
    static final int MAX_BODY_BYTES = 256 * 1024;

    private final HttpWire wire;
    private final ResultPaths results;
    private final Promise<AttemptOutcome> outcome = Promise.promise();
    private HttpCall call;
    private int redirects;
    /** An earlier request of this attempt has left. */
    private boolean left;

    private boolean aborted;
    private HttpWire.@Nullable Exchange exchange;

    HttpAttempt(HttpWire wire, HttpCall call, ResultPaths results) {
        this.wire = wire;
        this.call = call;
        this.results = results;
    }

    HttpAttempt start() {
        HttpWire.Exchange sent = wire.send(call);
        exchange = sent;
        sent.result().onSuccess(result -> {
            left |= sent.hasLeft();
            ended(result);
        });
        return this;
    }

    @Override
    public Future<AttemptOutcome> outcome() {
        return outcome.future();
    }

    @Override
    public boolean hasLeft() {
        return left || exchange != null && exchange.hasLeft();
    }

    @Override
    public void abort() {
        aborted = true;
        if (exchange != null) {
            exchange.abort();
        }
    }

    @Override
    public void late() {
        aborted = true;
        if (exchange != null) {
            exchange.late();
        }
    }

    private void ended(HttpWire.Result result) {
        if (result instanceof HttpWire.Answered answered) {
            answered(answered.answer());
        } else if (result instanceof HttpWire.TooLarge large) {
            failed(large.status(), "the answer is larger than " + MAX_BODY_BYTES + " bytes");
        } else if (result instanceof HttpWire.Broken) {
            outcome.tryComplete(new MayPass(0, "the connection broke before the answer's end", null, true));
        } else if (result instanceof HttpWire.NotConnected none && none.mayPass()) {
            outcome.tryComplete(new MayPass(0, none.reason(), null, left));
        } else if (result instanceof HttpWire.NotConnected none) {
            failed(0, none.reason());
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
        } else if (!aborted) {
            call = next;
            start();
        }
    }

    private void failed(int status, String reason) {
        outcome.tryComplete(new Settled(status, new ActionResult.Failed(false, reason)));
    }
}
