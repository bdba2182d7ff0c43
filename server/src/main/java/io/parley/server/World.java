package io.parley.server;

import io.parley.actions.ScriptedAnswers;
import io.parley.agent.CallLeg;
import io.parley.media.Impairments;
import java.time.Clock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a server takes for the world around it: the real one, or the one of a simulation.
 *
 * @param clock the wall clock and time zone, for "tomorrow"
 * @param answers what the business answers; null for the real one
 * @param legs gives an agent its call
 * @param network what befalls the packets between callers and server besides what the real one does to them
 */
public record World(Clock clock, @Nullable ScriptedAnswers answers, UnaryOperator<CallLeg> legs, Impairments network) {
    public static final World REAL = new World(Clock.systemDefaultZone(), null, UnaryOperator.identity());

    /** With the real network. */
    public World(Clock clock, @Nullable ScriptedAnswers answers, UnaryOperator<CallLeg> legs) {
        this(clock, answers, legs, Impairments.NONE);
    }

    /** The real one behind a bad network. */
    static World behind(Impairments network) {
        return new World(REAL.clock, REAL.answers, REAL.legs, network);
    }
}
