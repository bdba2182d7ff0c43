package io.parley.actions;

import io.vertx.core.Vertx;

/** The machine's clock, and timers on the Vert.x context of whoever sets them. */
record VertxTimers(Vertx vertx) implements Timers {
    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public long after(long millis, Runnable job) {
        return vertx.setTimer(millis, timer -> job.run());
    }

    @Override
    public void cancel(long timer) {
        vertx.cancelTimer(timer);
    }
}
