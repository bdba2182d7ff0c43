package io.parley.agent;

import io.parley.config.TransferSpec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An attended transfer: whoever is to take a call over is called first, told of the caller, and asked.
 *
 * @param name of the transfer in the agent's file
 * @param to where that is
 * @param briefing who asks; null where both sides are there and only wait for each other
 * @param headers of the call to them, by name
 */
public record Consultation(
        String name, TransferSpec to, @Nullable AgentRuntime briefing, Map<String, String> headers) {}
