package io.parley.agent.grammar;

import io.parley.agent.ear.Search.Hypothesis;
import io.parley.agent.ear.Search.Result;
import io.parley.agent.ear.Tag;
import io.parley.config.SlotSpec;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an utterance means to the agent.
 *
 * @param slots slot to canonical value; where a slot was said twice the last one counts
 * @param confidence slot to the probability of just this value, 0 to 1
 * @param yes true for yes, false for no, null for neither
 * @param task task that was named, if one was
 * @param command what the caller wants of the conversation, if anything
 * @param backchannel nothing but a sound of listening
 * @param posterior probability of the whole meaning against all others that the grammar allows
 * @param complete the grammar expects nothing more
 * @param text the likeliest wording, for the transcript
 */
public record Meaning(
        Map<String, String> slots,
        Map<String, Float> confidence,
        @Nullable Boolean yes,
        @Nullable String task,
        @Nullable Command command,
        boolean backchannel,
        float posterior,
        boolean complete,
        String text) {

    /**
     * Reads the result of a search.
     *
     * @param today for "tomorrow"
     * @return null where nothing may end here or nothing of meaning was said
     */
    public static @Nullable Meaning of(Result result, Map<String, SlotSpec> specs, LocalDate today) {
        Hypothesis best = result.best();
        if (best == null || best.tags().isEmpty()) {
            return null;
        }
        Map<String, String> slots = slots(best.tags(), specs, today);
        Map<String, Float> confidence = new LinkedHashMap<>();
        for (String slot : slots.keySet()) {
            confidence.put(slot, agreement(result, slot, Objects.requireNonNull(slots.get(slot)), specs, today));
        }
        Boolean yes = null;
        String task = null;
        Command command = null;
        boolean backchannel = false;
        for (Tag tag : best.tags()) {
            if (tag.kind() == Tag.Kind.VALUE && tag.name().equals(SlotPhrases.YES_NO)) {
                yes = tag.value().equals(SlotPhrases.YES);
            } else if (tag.kind() == Tag.Kind.TASK) {
                task = tag.name();
            } else if (tag.kind() == Tag.Kind.COMMAND) {
                backchannel = tag.name().equals(AgentGrammar.BACKCHANNEL);
                command = backchannel ? null : Command.valueOf(tag.name());
            }
        }
        return new Meaning(
                slots, confidence, yes, task, command, backchannel, best.posterior(), best.complete(), best.text());
    }

    /**
     * Free text in answer to a question for it.
     *
     * @param sure mean confidence of its words
     */
    public static Meaning text(String slot, String value, float sure) {
        return new Meaning(Map.of(slot, value), Map.of(slot, sure), null, null, null, false, sure, true, value);
    }

    /** The same in the words that were written. */
    public Meaning saidAs(String written) {
        return new Meaning(slots, confidence, yes, task, command, backchannel, posterior, complete, written);
    }

    /** The same as a sound of listening: a "yes" where nothing was asked that it would answer. */
    public Meaning asBackchannel() {
        return new Meaning(slots, confidence, yes, task, command, true, posterior, complete, text);
    }

    /** With every probability times a factor, for doubt that concerns the whole. */
    public Meaning scaled(float factor) {
        Map<String, Float> scaled = new LinkedHashMap<>();
        confidence.forEach((slot, sure) -> scaled.put(slot, sure * factor));
        return new Meaning(slots, scaled, yes, task, command, backchannel, posterior * factor, complete, text);
    }

    /** Lowest confidence of any slot, or the posterior where there is none. */
    public float weakest() {
        return confidence.values().stream().min(Float::compare).orElse(posterior);
    }

    private static float agreement(
            Result result, String slot, String value, Map<String, SlotSpec> specs, LocalDate today) {
        float sum = 0;
        for (Hypothesis h : result.hypotheses()) {
            if (value.equals(slots(h.tags(), specs, today).get(slot))) {
                sum += h.posterior();
            }
        }
        return Math.min(1, sum);
    }

    private static Map<String, String> slots(List<Tag> tags, Map<String, SlotSpec> specs, LocalDate today) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < tags.size(); ) {
            int from = i;
            Tag tag = tags.get(i++);
            SlotSpec spec = specs.get(tag.name());
            if (spec == null || tag.kind() == Tag.Kind.TASK || tag.kind() == Tag.Kind.COMMAND) {
                continue;
            }
            while (i < tags.size() && continues(tags.get(i - 1), tags.get(i))) {
                i++;
            }
            String value = value(tags.subList(from, i), spec, today);
            if (value != null) {
                values.put(tag.name(), value);
            }
        }
        return values;
    }

    /** A modifier goes with the value behind it; the words of a number go together. */
    private static boolean continues(Tag before, Tag after) {
        return before.name().equals(after.name())
                && (before.kind() == Tag.Kind.MODIFIER && after.kind() == Tag.Kind.VALUE
                        || before.kind() == Tag.Kind.PART && after.kind() == Tag.Kind.PART);
    }

    private static @Nullable String value(List<Tag> tags, SlotSpec spec, LocalDate today) {
        List<String> words = new ArrayList<>();
        tags.forEach(t -> words.add(t.value()));
        if (spec instanceof SlotSpec.Digits) {
            return String.join("", words);
        }
        if (spec instanceof SlotSpec.Amount amount) {
            BigDecimal value = NumberWords.amount(words);
            boolean inRange = value.compareTo(amount.min()) >= 0 && value.compareTo(amount.max()) <= 0;
            return inRange ? value.toPlainString() : null;
        }
        if (spec instanceof SlotSpec.Date) {
            LocalDate date = CalendarWords.date(words, today);
            return date == null ? null : date.toString();
        }
        if (spec instanceof SlotSpec.Time) {
            return CalendarWords.time(words).toString();
        }
        return tags.get(tags.size() - 1).kind() == Tag.Kind.MODIFIER ? null : String.join(" ", words);
    }
}
