package io.parley.server.simulate;

import io.parley.config.AgentSpec;
import io.parley.config.CallScript;
import java.util.SplittableRandom;

/** A scripted caller and the agent whom it phones. */
public record Scene(AgentSpec agent, CallScript script) {
    /** For people and for {@code --only}: {@code coffee-shop/latte}. */
    public String name() {
        return agent.id() + "/" + script.name();
    }

    /** What is random in this call, whatever other calls there are. */
    SplittableRandom random(long seed) {
        return new SplittableRandom(seed * 1_000_003 + name().hashCode());
    }
}
