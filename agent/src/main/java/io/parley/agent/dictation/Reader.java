package io.parley.agent.dictation;

import io.parley.agent.ear.Resemblance;
import io.parley.agent.ear.SoundSearch;
import io.parley.models.recogniser.SpokenWord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes something of words, on the recogniser's thread. Pure. */
@FunctionalInterface
interface Reader {
    Reading read(List<SpokenWord> words);

    /**
     * What was made of words.
     *
     * @param read by the agent's grammar, null where that is not wanted
     * @param resemblance the task they resemble most, null where that is not wanted or none is near enough
     */
    record Reading(
            List<SpokenWord> words,
            SoundSearch.@Nullable Read read,
            @Nullable Resemblance resemblance) {}
}
