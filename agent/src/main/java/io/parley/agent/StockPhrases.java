package io.parley.agent;

import io.parley.agent.dialogue.Steps;
import io.parley.config.AgentSpec;
import io.parley.config.Prompt;
import io.parley.config.TransferSpec;

/**
 * What an agent's callers hear when its models cannot speak: recorded at the start, 16 kHz.
 *
 * @param waiting while something is stuck
 * @param parting before a call whose engine has failed is put through or ended
 */
public record StockPhrases(short[] waiting, short[] parting) {
    /** Where nothing could be recorded: silence. */
    public static final StockPhrases NONE = new StockPhrases(new short[0], new short[0]);

    /** The text of {@link #waiting}. */
    public static String waitingText(AgentRuntime agent) {
        return agent.wording().prompt(Prompt.WAITING);
    }

    /** The text of {@link #parting}: to a person where the agent's file has one, else an end. */
    public static String partingText(AgentRuntime agent) {
        Prompt last = person(agent.spec()) == null ? Prompt.GOODBYE : Prompt.TRANSFER;
        return agent.wording().prompt(Prompt.FAILED) + " " + agent.wording().prompt(last);
    }

    /** Where a person is reached without being asked; null where the agent's file names nobody. */
    static @org.jspecify.annotations.Nullable String person(AgentSpec agent) {
        TransferSpec person = agent.transfers().get(Steps.PERSON);
        // Who is to be asked first would be sent a caller unasked.
        return person == null || person.attended() ? null : person.to();
    }
}
