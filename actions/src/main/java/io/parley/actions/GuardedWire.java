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
        private boolean asked;

        void begin(HttpCall call) {
            long wait = rate == null ? 0 : rate.acquire(timers.nanos());
            if (wait < 0) {
                chain.end(new NotConnected("more requests to " + name + " than its rate allows", true));
            } else if (wait == 0) {
                ask(call);
            } else {
                timer = timers.after(Math.max(1, TimeUnit.NANOSECONDS.toMillis(wait)), () -> ask(call));
            }
        }

        private void ask(HttpCall call) {
            if (breaker != null && !breaker.tryAcquire(timers.nanos())) {
                chain.end(new NotConnected(name + " is left alone for a while, because it has failed", true));
                return;
            }
            asked = true;
            chain.send(call, result -> {
                asked = false;
                if (breaker != null) {
                    breaker.ended(isWell(result), timers.nanos());
                }
                chain.end(result);
            });
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

        /** A request that is given up late, without an answer, counts for as little as one that never left. */
        @Override
        public void abort() {
            timers.cancel(timer);
            if (asked && breaker != null) {
                asked = false;
                breaker.forgotten();
            }
            chain.abort();
        }
    }
}
