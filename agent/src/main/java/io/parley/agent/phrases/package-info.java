/** What callers may mean by words that no grammar explains: sentences compared with the examples of an agent's file. */
@NullMarked
package io.parley.agent.phrases;

import org.jspecify.annotations.NullMarked;
