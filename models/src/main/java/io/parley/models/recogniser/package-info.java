/** Free speech to words, by Vosk; the only package that sees {@code org.vosk}. */
@NullMarked
package io.parley.models.recogniser;

import org.jspecify.annotations.NullMarked;
