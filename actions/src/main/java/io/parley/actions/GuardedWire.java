package io.parley.actions;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A wire to one API that keeps to its rate, and leaves it alone when it fails. */
record GuardedWire(
        HttpWire wire,
        String name,
        Timers timers,
        @Nullable RateLimit rate,
        @Nullable Breaker breaker) implements HttpWire {
    private static final int SERVER_ERROR = 500;

    @Override
    public Exchange send(HttpCall call) {
        Guarded exchange = new Guarded();
        exchange.begin(call);
        return exchange;
    }

    private final class Guarded implements Exchange {
        private final ExchangeChain chain = new ExchangeChain(wire);
        private long timer = -1;
        /** Of the breaker, while the request is under way. */
        private long ticket = -1;

        void begin(HttpCall call) {
            if (breaker != null && !breaker.mayTry(timers.nanos())) {
                chain.end(leftAlone()); // and takes nobody's place
                return;
            }
            long wait = rate == null ? 0 : rate.acquire(timers.nanos());
            if (wait < 0) {
                chain.end(new NotConnected("more requests to " + name + " than its rate allows", true));
            } else if (wait == 0) {
                ask(call);
            } else {
                timer = timers.after(Math.max(1, TimeUnit.NANOSECONDS.toMillis(wait)), () -> ask(call));
            }
        }

        private NotConnected leftAlone() {
            return new NotConnected(name + " is left alone for a while, because it has failed", true);
        }

        private void ask(HttpCall call) {
            if (breaker != null) {
                ticket = breaker.tryAcquire(timers.nanos());
                if (ticket < 0) {
                    chain.end(leftAlone());
                    return;
                }
            }
            chain.send(call, result -> {
                ended(isWell(result));
                chain.end(result);
            });
        }

        private void ended(boolean well) {
            if (breaker != null && ticket >= 0) {
                breaker.ended(ticket, well, timers.nanos());
                ticket = -1;
            }
        }

        private static boolean isWell(Result result) {
            return result instanceof Answered answered
                    ? answered.answer().status() < SERVER_ERROR
                    : result instanceof TooLarge;
        }

        @Override
        public Future<Result> result() {
            return chain.result();
        }

        @Override
        public boolean hasLeft() {
            return chain.hasLeft();
        }

        /** A request that nobody wants any more counts for as little as one that never left. */
        @Override
        public void abort() {
            timers.cancel(timer);
            if (breaker != null && ticket >= 0) {
                breaker.forgotten(ticket);
                ticket = -1;
            }
            chain.abort();
        }

        /** An API that does not answer has failed as one has that answers badly. */
        @Override
        public void late() {
            timers.cancel(timer);
            ended(false);
            chain.late();
        }
    }
}
