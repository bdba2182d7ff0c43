package io.parley.agent.voice;

/** How a word is said that neither a list holds nor a word of a list explains. Safe on any thread. */
@FunctionalInterface
interface UnknownWords {
    /**
     * The likeliest phones, with one primary stress; letters it does not know are passed over.
     *
     * @param lower the word in small letters
     * @return may be empty
     */
    String read(String lower);
}
