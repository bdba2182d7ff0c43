/** Free speech taken down in words: recognisers that the calls share, and what hears a call with their help. */
@NullMarked
package io.parley.agent.dictation;

import org.jspecify.annotations.NullMarked;
