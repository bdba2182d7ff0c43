package io.parley.agent.turn;

import io.parley.agent.grammar.Meaning;

/** What turn taking wants to happen. */
public sealed interface Decision {
    /** Speak softly: somebody is talking. */
    record Duck() implements Decision {}

    /** Speak at full level again: it was nothing. */
    record Restore() implements Decision {}

    /** Fall silent, and remember exactly where: it may have been nothing. */
    record Hold() implements Decision {}

    /** Go on where the agent fell silent: it was nothing, or only a sound of listening. */
    record GoOn() implements Decision {}

    /** Give up the floor for good. */
    record Yield() implements Decision {}

    /** Prepare the reply to this, unheard: the caller may be finished. */
    record Speculate(Meaning meaning) implements Decision {}

    /** The caller is finished and said this. */
    record Commit(Meaning meaning) implements Decision {}

    /** The caller was not finished: withdraw the reply and listen on. */
    record Retract() implements Decision {}

    /** The reply stands; the utterance is dealt with. */
    record Settle() implements Decision {}

    /** The caller is finished and could not be understood. */
    record Reject() implements Decision {}

    /** A noise, dealt with. */
    record Ignore() implements Decision {}
}
