package io.parley.agent.ear;

import io.parley.models.recogniser.SpokenWord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has become of taking the utterance under way down in words. */
public sealed interface Dictated {
    Dictated NOT = new Not();
    Dictated PENDING = new Pending();

    /** Nobody writes. */
    record Not() implements Dictated {}

    /** Somebody writes, and is not ready. Ends by itself. */
    record Pending() implements Dictated {}

    /**
     * What was said up to this pause.
     *
     * @param words maybe none
     * @param resemblance the task it resembles most, where that was wanted and one is near enough
     * @param full as much as may be said: the turn ends here, whether or not the caller does
     */
    record Written(List<SpokenWord> words, @Nullable Resemblance resemblance, boolean full) implements Dictated {
        public String text() {
            return String.join(" ", words.stream().map(SpokenWord::text).toList());
        }

        /** Mean confidence of the words, 0 where there are none. */
        public float confidence() {
            return (float)
                    words.stream().mapToDouble(SpokenWord::confidence).average().orElse(0);
        }
    }

    /** It could not be taken down: nobody was free in time, or the recogniser failed. */
    record Failed() implements Dictated {}
}
