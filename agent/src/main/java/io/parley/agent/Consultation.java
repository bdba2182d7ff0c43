package io.parley.agent;

import io.parley.config.TransferSpec;

/**
 * An attended transfer: whoever is to take a call over is called first, told of the caller, and asked.
 *
 * @param name of the transfer in the agent's file
 * @param to where that is
 * @param briefing who asks
 */
public record Consultation(String name, TransferSpec to, AgentRuntime briefing) {}
