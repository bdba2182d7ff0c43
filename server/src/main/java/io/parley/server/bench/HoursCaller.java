package io.parley.server.bench;

import io.parley.server.phone.Caller;
import io.parley.server.phone.Move;
import org.jspecify.annotations.Nullable;

/** A caller who says nothing new when the measurement is over, and soon hangs up. On the call's context. */
record HoursCaller(Caller caller, Hours hours) implements Caller {
    @Override
    public @Nullable Move received(boolean sound, long arrivalNanos) {
        return hours.past(arrivalNanos) ? null : caller.received(sound, arrivalNanos);
    }

    @Override
    public void overheard(boolean sound, long arrivalNanos, boolean finished) {
        caller.overheard(sound, arrivalNanos, finished);
    }

    @Override
    public boolean over(long now) {
        return hours.closed(now) || caller.over(now);
    }
}
