package io.parley.server.phone;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller does and when: each move waits for the agent to have spoken and then been silent for a moment, or, as an
 * interruption, for the agent to have spoken for a while. Pure: fed with every frame received.
 */
public final class CallerScript implements Caller {
    /** The agent's silence after which a caller speaks. */
    static final Duration TURN_GAP = Duration.ofMillis(600);
    /** An agent that says nothing at all is spoken to after this. */
    static final Duration PATIENCE = Duration.ofSeconds(8);
    /** Silence after which a caller with nothing left to say hangs up. */
    static final Duration FAREWELL = Duration.ofSeconds(5);

    private final List<Move> moves;
    private final @Nullable Duration listen;
    private final AgentSound agent = new AgentSound();
    private int next;
    private boolean spoken;
    private long spokenSince;
    private long waitingSince = Long.MIN_VALUE;

    /** A caller who listens to the end. */
    public CallerScript(List<Move> moves) {
        this(moves, null);
    }

    /** @param listen hangs up this long into the answer to its last move; null hears it to the end */
    public CallerScript(List<Move> moves, @Nullable Duration listen) {
        this.moves = List.copyOf(moves);
        this.listen = listen;
    }

    @Override
    public @Nullable Move received(boolean sound, long arrivalNanos) {
        hear(sound, arrivalNanos);
        if (waitingSince == Long.MIN_VALUE) {
            waitingSince = arrivalNanos;
        }
        if (next == moves.size() || !due(moves.get(next), arrivalNanos)) {
            return null;
        }
        spoken = false;
        waitingSince = Long.MIN_VALUE;
        return moves.get(next++);
    }

    @Override
    public void overheard(boolean sound, long arrivalNanos, boolean finished) {
        if (finished) {
            hear(sound, arrivalNanos);
        } else {
            agent.received(sound, arrivalNanos);
        }
    }

    private void hear(boolean sound, long arrivalNanos) {
        agent.received(sound, arrivalNanos);
        if (sound && !spoken) {
            spoken = true;
            spokenSince = arrivalNanos;
        }
    }

    private boolean due(Move move, long now) {
        boolean quiet = agent.silence() >= TURN_GAP.toNanos();
        boolean ignored = now - waitingSince >= PATIENCE.toNanos() && (quiet || !agent.heard());
        if (move instanceof Move.Play play && play.into() != null) {
            return spoken && now - spokenSince >= play.into().toNanos() || ignored;
        }
        return spoken && quiet || ignored;
    }

    @Override
    public boolean over(long now) {
        if (next < moves.size() || waitingSince == Long.MIN_VALUE) {
            return false;
        }
        if (listen != null && spoken && now - spokenSince >= listen.toNanos()) {
            return true;
        }
        long quietSince = agent.heard() ? Math.max(agent.last(), waitingSince) : waitingSince;
        return now - quietSince >= FAREWELL.toNanos();
    }
}
