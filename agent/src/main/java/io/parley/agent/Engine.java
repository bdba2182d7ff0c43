package io.parley.agent;

/** Something that converses. */
public interface Engine {
    /**
     * Takes over a call that is ringing. Called on the call's context; answers the call itself.
     *
     * @return the conversation, which listens to the call from now on
     */
    Conversation open(CallLeg call, AgentRuntime agent);
}
