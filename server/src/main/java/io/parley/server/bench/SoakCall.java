package io.parley.server.bench;

import io.parley.agent.CallEvent;
import io.parley.server.phone.Caller;
import io.parley.server.phone.CallerScript;
import io.parley.server.phone.Move;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The calls of a soak. Of twenty, twelve leave, three talk, three are cancelled, and two reach nobody. */
enum SoakCall {
    /** The caller hangs up into the greeting. */
    LEAVES(12, "digits", Set.of("caller-hung-up")),
    /** The caller dials a digit, the agent writes it down and hangs up. */
    TALKS(3, "digits", Set.of("agent-ended")),
    /** The caller hangs up before the answer, or as it comes. */
    IS_CANCELLED(3, "digits", Set.of("cancelled", "caller-hung-up", "agent-ended")),
    /** The number is nobody's. */
    REACHES_NOBODY(2, "nobody", Set.of("rejected"));

    private static final int OF = 20;
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    final String number;
    /** Labels of the ways in which it may end, as the caller sees it. */
    final Set<String> ends;

    private final int share;

    SoakCall(int share, String number, Set<String> ends) {
        this.share = share;
        this.number = number;
        this.ends = ends;
    }

    /** The kinds take turns, in the same order every time. */
    static SoakCall of(int index) {
        // Seven and twenty have no divisor in common, so that no kind comes in a row of its own.
        int place = index * 7 % OF;
        for (SoakCall kind : values()) {
            place -= kind.share;
            if (place < 0) {
                return kind;
            }
        }
        throw new IllegalStateException("the shares are not " + OF + " together");
    }

    Caller caller(int index) {
        return this == TALKS ? new CallerScript(List.of(new Move.Dial(String.valueOf(index % 10)))) : new Impatient();
    }

    /** Says nothing and hangs up after half a second. */
    private static final class Impatient implements Caller {
        private long since = Long.MIN_VALUE;

        @Override
        public @Nullable Move received(boolean sound, long arrivalNanos) {
            since = since == Long.MIN_VALUE ? arrivalNanos : since;
            return null;
        }

        @Override
        public void overheard(boolean sound, long arrivalNanos, boolean finished) {
            // It never says anything.
        }

        @Override
        public boolean over(long now) {
            return now - since >= PATIENCE_NANOS;
        }

        @Override
        public void told(CallEvent event, long nanos) {
            // What the agent thinks is nothing to it.
        }
    }
}
