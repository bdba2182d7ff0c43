package io.parley.server.bench;

import io.parley.config.AgentSpec;
import io.parley.media.Codec;
import io.parley.media.Impairments;
import io.parley.media.NetworkLine;
import io.parley.server.phone.Caller;
import io.parley.server.simulate.VirtualPhone;
import io.parley.server.trial.TrialCall;
import java.util.Map;
import java.util.Objects;

/**
 * In virtual time, with the media of real calls at both ends: the same turn is the same call, whatever the machine. Used by
 * one thread at a time.
 *
 * @param agents by id
 * @param impairments of the network between caller and agent
 */
public record VirtualTurnPhone(VirtualPhone phone, Map<String, AgentSpec> agents, Impairments impairments)
        implements TurnPhone {
    private static final long SEED_STEP = 0x9e37_79b9_7f4a_7c15L;

    public VirtualTurnPhone {
        agents = Map.copyOf(agents);
    }

    @Override
    public TrialCall call(RecordedTurn turn, Caller caller) {
        AgentSpec agent = Objects.requireNonNull(agents.get(turn.agent()), turn.agent());
        // Drawn from the turn's own name, so that it does not matter which turns come before.
        long seed = impairments.seed() * SEED_STEP + turn.name().hashCode();
        return phone.call(agent, turn.name(), caller, new NetworkLine(Codec.PCMU, impairments, seed));
    }
}
