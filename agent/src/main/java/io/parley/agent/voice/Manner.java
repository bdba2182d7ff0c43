package io.parley.agent.voice;

/**
 * How a clause of an utterance is said.
 *
 * @param voice index of the pack's voice
 * @param firstNote which note of the style's melody its first syllable is sung on
 * @param last whether the turn ends with this clause
 */
record Manner(int voice, Style style, int firstNote, boolean last) {}
