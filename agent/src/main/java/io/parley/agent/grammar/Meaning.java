package io.parley.agent.grammar;

import io.parley.agent.ear.Search.Hypothesis;
import io.parley.agent.ear.Search.Result;
import io.parley.agent.ear.Tag;
import io.parley.config.SlotSpec;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an utterance means to the agent.
 *
 * @param wishes what the caller wants done, in their order; at least one, which is empty where nothing was wanted
 * @param yes true for yes, false for no, null for neither
 * @param command what the caller wants of the conversation, if anything
 * @param backchannel nothing but a sound of listening
 * @param posterior probability of the whole meaning against all others that the grammar allows
 * @param complete the grammar expects nothing more
 * @param text the likeliest wording, for the transcript
 */
public record Meaning(
        List<Wish> wishes,
        @Nullable Boolean yes,
        @Nullable Command command,
        boolean backchannel,
        float posterior,
        boolean complete,
        String text) {

    /**
     * Reads the result of a search.
     *
     * @param today for "tomorrow"
     * @param known what the caller's words may change or complete
     * @return null where nothing may end here or nothing of meaning was said
     */
    public static @Nullable Meaning of(Result result, Map<String, SlotSpec> specs, LocalDate today, Known known) {
        Hypothesis likeliest = result.best();
        if (likeliest == null || likeliest.tags().isEmpty()) {
            return null;
        }
        WishReader.Reading reading = new WishReader(new SlotReader(specs, today, known)).read(result.hypotheses());
        Hypothesis best = reading.of();
        Boolean yes = null;
        Command command = null;
        boolean backchannel = false;
        for (Tag tag : best.tags()) {
            if (tag.kind() == Tag.Kind.VALUE && tag.name().equals(SlotPhrases.YES_NO)) {
                yes = tag.value().equals(SlotPhrases.YES);
            } else if (tag.kind() == Tag.Kind.COMMAND) {
                backchannel = tag.name().equals(AgentGrammar.BACKCHANNEL);
                command = backchannel ? null : Command.valueOf(tag.name());
            }
        }
        return new Meaning(reading.wishes(), yes, command, backchannel, best.posterior(), best.complete(), best.text());
    }

    /** A value that was dialled, for certain. */
    public static Meaning dialled(String slot, String value) {
        Wish wish = new Wish(null, Map.of(slot, value), Map.of(), Map.of(), Map.of(slot, 1f));
        return new Meaning(List.of(wish), null, null, false, 1, true, value);
    }

    /**
     * Free text in answer to a question for it.
     *
     * @param sure mean confidence of its words
     */
    public static Meaning text(String slot, String value, float sure) {
        Wish wish = new Wish(null, Map.of(slot, value), Map.of(), Map.of(), Map.of(slot, sure));
        return new Meaning(List.of(wish), null, null, false, sure, true, value);
    }

    /** The first thing wanted. */
    public Wish wish() {
        return wishes.get(0);
    }

    /** The task of the first thing wanted, if one was named. */
    public @Nullable String task() {
        return wish().task();
    }

    /** Whole values said for the first thing wanted. */
    public Map<String, String> slots() {
        return wish().slots();
    }

    /** Whether a value was said, whole or not. */
    public boolean fills() {
        return wishes.stream().anyMatch(wish -> !wish.confidence().isEmpty());
    }

    /** Whether some value was said only in part. */
    public boolean partial() {
        return wishes.stream().anyMatch(wish -> !wish.partial().isEmpty());
    }

    /** The same in the words that were written. */
    public Meaning saidAs(String written) {
        return new Meaning(wishes, yes, command, backchannel, posterior, complete, written);
    }

    /** The same as a sound of listening: a "yes" where nothing was asked that it would answer. */
    public Meaning asBackchannel() {
        return new Meaning(wishes, yes, command, true, posterior, complete, text);
    }

    /**
     * With the probability of the whole times a factor.
     *
     * @param sure makes confidence in a value of the share of all meanings that agree on it
     */
    public Meaning scaled(float factor, UnaryOperator<Float> sure) {
        List<Wish> scaled = wishes.stream().map(wish -> wish.sure(sure)).toList();
        return new Meaning(scaled, yes, command, backchannel, posterior * factor, complete, text);
    }

    /** Lowest confidence of any slot, or the posterior where there is none. */
    public float weakest() {
        Stream<Float> all = wishes.stream().flatMap(wish -> wish.confidence().values().stream());
        return all.min(Float::compare).orElse(posterior);
    }
}
