package io.parley.server;

import io.parley.actions.ScriptedAnswers;
import io.parley.agent.CallLeg;
import java.time.Clock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a server takes for the world around it: the real one, or the one of a simulation.
 *
 * @param clock the wall clock and time zone, for "tomorrow"
 * @param answers what the business answers; null for the real one
 * @param legs gives an agent its call
 */
public record World(Clock clock, @Nullable ScriptedAnswers answers, UnaryOperator<CallLeg> legs) {
    public static final World REAL = new World(Clock.systemDefaultZone(), null, UnaryOperator.identity());
}
