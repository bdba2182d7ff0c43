package io.parley.models.recogniser;

/**
 * A word that a recogniser has taken down.
 *
 * @param text lower case
 * @param confidence probability that just this word was said, 0 to 1
 */
public record SpokenWord(String text, float confidence) {}
