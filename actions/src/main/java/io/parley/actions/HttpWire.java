package io.parley.actions;

import io.vertx.core.Future;

/**
 * What carries requests of kind {@code http} to the other side and brings back answers: the network, or in a simulation
 * what a script says. Redirects, retries and the meaning of an answer are not its business.
 */
interface HttpWire {
    /** Sends one request. Called on the context of the call, on which the result completes. */
    Exchange send(HttpCall call);

    /** One request under way. */
    interface Exchange {
        /** Never fails. */
        Future<Result> result();

        /** Whether anything may have reached the other side. */
        boolean hasLeft();

        /** Closes the connection; the result does not matter any more. */
        void abort();

        /** As {@link #abort}, because nothing has come in the time there was: the other side hangs. */
        default void late() {
            abort();
        }
    }

    /** How an exchange ended. */
    sealed interface Result {}

    /** An answer has come, whatever it says. */
    record Answered(HttpAnswer answer) implements Result {}

    /** An answer larger than {@link HttpAttempt#MAX_BODY_BYTES}. */
    record TooLarge(int status) implements Result {}

    /**
     * No connection was had, so nothing has left.
     *
     * @param reason our own words, without personal data
     * @param mayPass another attempt may do better
     */
    record NotConnected(String reason, boolean mayPass) implements Result {}

    /** The connection broke after the request had left and before the answer's end. */
    record Broken() implements Result {}
}
