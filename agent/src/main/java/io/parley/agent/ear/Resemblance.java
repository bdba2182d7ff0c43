package io.parley.agent.ear;

/**
 * The task whose examples come nearest to what was said, where no grammar explains it.
 *
 * @param example the nearest of them, without braces
 * @param similarity 0 to 1
 */
public record Resemblance(String task, String example, float similarity) {}
