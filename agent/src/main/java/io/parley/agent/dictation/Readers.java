package io.parley.agent.dictation;

import io.parley.agent.ear.Grammar;
import io.parley.agent.ear.SoundSearch;
import io.parley.agent.phrases.Paraphrases;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an agent wants to know of words that were taken down. Immutable, shared by its calls.
 *
 * @param always every utterance is taken down and read by the grammar, because nothing else hears its words
 * @param grammar what callers may say
 * @param sounds reads words by a grammar
 * @param paraphrases finds what was meant where no grammar explains it; null where that is not wanted
 */
public record Readers(
        boolean always,
        Grammar grammar,
        SoundSearch sounds,
        @Nullable Paraphrases paraphrases) {
    /** Above this misfit the grammar explains nothing, and likeness is worth a look. */
    private static final float UNEXPLAINED = -0.2f;

    /** Whether utterances may be wanted that have been heard before anybody knew. */
    boolean afterwards() {
        return paraphrases != null && !always;
    }

    Reader reader(Writing.Purpose purpose, Map<String, Float> priors) {
        if (purpose == Writing.Purpose.MEANING) {
            return words -> new Reader.Reading(words, null, paraphrases == null ? null : paraphrases.nearest(words));
        }
        if (!always) {
            return words -> new Reader.Reading(words, null, null);
        }
        return words -> {
            SoundSearch.Read read = sounds.read(grammar, priors, words);
            boolean unexplained = read.misfit() > UNEXPLAINED && purpose == Writing.Purpose.WORDS;
            return new Reader.Reading(
                    words, read, unexplained && paraphrases != null ? paraphrases.nearest(words) : null);
        };
    }
}
