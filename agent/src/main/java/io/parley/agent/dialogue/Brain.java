package io.parley.agent.dialogue;

import org.jspecify.annotations.Nullable;

/** Decides what a conversation comes to. Pure: it looks at no clock and draws nothing. */
public interface Brain {
    /** @return where it stands after the event, and what is to be done on the way there */
    Dialogue.Step on(DialogueState state, Event event);

    /** Where a conversation stands when what was announced and has not begun is open again. */
    DialogueState reconsider(DialogueState state);

    /** What dialled keys answer now; null where they mean nothing. */
    @Nullable
    Keys keys(DialogueState state);
}
