package io.parley.agent.voice;

import org.jspecify.annotations.Nullable;

/** A list of words and their phones in one accent. Safe on any thread. */
interface Words {
    /**
     * The phones of exactly this word, or null.
     *
     * @param word case matters; {@code read/PAST} asks for a variant
     */
    @Nullable
    String find(String word);
}
