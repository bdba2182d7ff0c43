package io.parley.agent.dialogue;

import io.parley.actions.ActionResult;
import io.parley.agent.grammar.Meaning;

/** What happens to a dialogue. */
public sealed interface Event {
    /** The caller is on the line. */
    record Begin() implements Event {}

    /** The caller said something that the grammar explains. */
    record Said(Meaning meaning) implements Event {}

    /** The caller dialled these digits, complete as far as is known. */
    record Dialled(String digits) implements Event {}

    /** The caller spoke, and it could not be understood. */
    record NoMatch() implements Event {}

    /** The caller spoke freely, and nobody was free to take it down, or it could not be. */
    record NotTakenDown() implements Event {}

    /**
     * The caller said what no grammar explains, but it is like a task.
     *
     * @param example of the task, the nearest to what was said
     */
    record Resembles(String task, String example) implements Event {}

    /** The caller has been silent for too long. */
    record NoInput() implements Event {}

    /** The action that was called has ended. */
    record Done(ActionResult result) implements Event {}

    /** What was said before {@link Act.Follow} has been heard to its end. */
    record Spoken() implements Event {}

    /** Somebody else is on the line, who has heard nothing yet. */
    record Replaced() implements Event {}

    /** The transfer did not succeed. */
    record TransferFailed(int status) implements Event {}
}
