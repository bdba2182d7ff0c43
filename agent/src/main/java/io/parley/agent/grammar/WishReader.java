package io.parley.agent.grammar;

import io.parley.agent.ear.Search.Hypothesis;
import io.parley.agent.ear.Tag;
import io.parley.agent.grammar.SlotReader.Said;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the tags of an utterance as what the caller wants; a task that is named after another begins a second wish. */
final class WishReader {
    private final SlotReader slots;

    WishReader(SlotReader slots) {
        this.slots = slots;
    }

    /** A wish that is being read. */
    private record Draft(@Nullable String task, Map<String, Said> said) {}

    /**
     * What a hypothesis says.
     *
     * @param sense every value in it is one: nothing is corrected that nobody said
     */
    private record Drafts(Hypothesis hypothesis, List<Draft> drafts, boolean sense) {}

    /** @param of the likeliest hypothesis that makes sense, else the likeliest of all */
    record Reading(Hypothesis of, List<Wish> wishes) {}

    /** What was most likely wanted, each value with the share of all that makes sense and agrees on it. */
    Reading read(List<Hypothesis> hypotheses) {
        List<Drafts> all = hypotheses.stream().map(this::drafts).toList();
        Drafts best = all.stream().filter(Drafts::sense).findFirst().orElse(all.get(0));
        List<Wish> wishes = new ArrayList<>();
        for (int i = 0; i < best.drafts.size(); i++) {
            Map<String, Float> confidence = new LinkedHashMap<>();
            for (Map.Entry<String, Said> said : best.drafts.get(i).said.entrySet()) {
                confidence.put(said.getKey(), agreement(all, i, said));
            }
            wishes.add(wish(best.drafts.get(i), confidence));
        }
        return new Reading(best.hypothesis, List.copyOf(wishes));
    }

    private static float agreement(List<Drafts> all, int wish, Map.Entry<String, Said> said) {
        float agree = 0;
        float nonsense = 0;
        for (Drafts drafts : all) {
            boolean has = wish < drafts.drafts.size();
            boolean same =
                    has && said.getValue().equals(drafts.drafts.get(wish).said.get(said.getKey()));
            agree += same ? drafts.hypothesis.posterior() : 0;
            nonsense += drafts.sense || same ? 0 : drafts.hypothesis.posterior();
        }
        return Math.min(1, agree / Math.max(1 - nonsense, Float.MIN_NORMAL));
    }

    private Drafts drafts(Hypothesis hypothesis) {
        List<Tag> tags = hypothesis.tags();
        List<Draft> drafts = new ArrayList<>(List.of(new Draft(null, new LinkedHashMap<>())));
        boolean sense = true;
        for (int i = 0; i < tags.size(); ) {
            int from = i;
            Tag tag = tags.get(i++);
            Draft last = drafts.get(drafts.size() - 1);
            if (tag.kind() == Tag.Kind.TASK) {
                open(drafts, tag);
            } else if (slots.reads(tag)) {
                while (i < tags.size() && continues(tags.get(i - 1), tags.get(i))) {
                    i++;
                }
                Said said = slots.read(tags.subList(from, i));
                sense &= said != null;
                if (said != null) {
                    last.said.put(tag.name(), said);
                }
            }
        }
        return new Drafts(hypothesis, drafts, sense);
    }

    /** A task that is named begins a wish, unless it is the one that is being read and its lead-in was only said again. */
    private static void open(List<Draft> drafts, Tag tag) {
        Draft last = drafts.get(drafts.size() - 1);
        boolean again = tag.name().equals(last.task) && !tag.value().equals(TaskPhrases.BESIDES);
        if (again) {
            return;
        }
        if (last.task == null && last.said.isEmpty()) {
            drafts.remove(drafts.size() - 1);
        }
        drafts.add(new Draft(tag.name(), new LinkedHashMap<>()));
    }

    /** A modifier goes with the value behind it; the words of a number go together. */
    private static boolean continues(Tag before, Tag after) {
        return before.name().equals(after.name())
                && (before.kind() == Tag.Kind.MODIFIER && after.kind() == Tag.Kind.VALUE
                        || before.kind() == Tag.Kind.PART && after.kind() == Tag.Kind.PART);
    }

    private static Wish wish(Draft draft, Map<String, Float> confidence) {
        Map<String, String> whole = new LinkedHashMap<>();
        Map<String, String> partial = new LinkedHashMap<>();
        Map<String, List<String>> choices = new LinkedHashMap<>();
        draft.said.forEach((slot, said) -> {
            switch (said.kind()) {
                case WHOLE -> whole.put(slot, said.value());
                case PARTIAL -> partial.put(slot, said.value());
                case CHOICES -> choices.put(slot, List.of(said.value().split("\\" + NamePhrases.OR)));
            }
        });
        return new Wish(draft.task, whole, partial, choices, confidence);
    }
}
