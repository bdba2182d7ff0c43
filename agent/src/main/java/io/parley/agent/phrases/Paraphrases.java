package io.parley.agent.phrases;

import io.parley.agent.ear.Resemblance;
import io.parley.config.AgentSpec;
import io.parley.config.SlotSpec;
import io.parley.config.TaskSpec;
import io.parley.models.recogniser.SpokenWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the task whose examples are nearest to words that no grammar explains. Its answer is a guess: good for a
 * question, never for an action. Immutable, shared by an agent's calls.
 */
public final class Paraphrases {
    /** Likeness from which a task is worth asking about. */
    static final float NEAR = 0.71f;
    /** How much the nearest examples of a task count, the best first. */
    private static final float[] WEIGHTS = {0.6f, 0.25f, 0.15f};
    /** A word or two resembles too much. */
    private static final int FEWEST_WORDS = 3;

    private static final Pattern PLACE = Pattern.compile("\\{([^}]*)}");

    private final PhraseModel model;
    private final List<Example> examples = new ArrayList<>();

    /** @param text with something in place of its slots, as it is compared and said back */
    private record Example(String task, String text, float[] vector) {}

    /** Reads the examples of an agent; takes some 10 ms for each. */
    public Paraphrases(PhraseModel model, AgentSpec agent) {
        this.model = model;
        for (TaskSpec task : agent.tasks().values()) {
            for (String example : task.examples()) {
                String text = filled(example, agent.slots());
                examples.add(new Example(task.name(), text, model.vector(text)));
            }
        }
    }

    /** "block my {card}" is "block my credit card": a sentence is compared with sentences. */
    private static String filled(String example, Map<String, SlotSpec> slots) {
        return PLACE.matcher(example)
                .replaceAll(place -> Matcher.quoteReplacement(value(place.group(1), slots.get(place.group(1)))));
    }

    private static String value(String name, @Nullable SlotSpec slot) {
        if (slot instanceof SlotSpec.Choice choice) {
            return choice.values().keySet().iterator().next();
        }
        if (slot instanceof SlotSpec.Name list) {
            return list.values().keySet().iterator().next();
        }
        if (slot instanceof SlotSpec.Amount amount) {
            return amount.unit() == null ? "twenty dollars" : "twenty " + amount.unit();
        }
        if (slot instanceof SlotSpec.Date) {
            return "tomorrow";
        }
        if (slot instanceof SlotSpec.Time) {
            return "three o'clock";
        }
        return name.replace('-', ' ').replace('_', ' ');
    }

    /** The task that the words resemble most; null where none is near enough. */
    public @Nullable Resemblance nearest(List<SpokenWord> words) {
        if (words.size() < FEWEST_WORDS) {
            return null;
        }
        float[] said = model.vector(
                String.join(" ", words.stream().map(SpokenWord::text).toList()));
        Resemblance best = null;
        for (String task : examples.stream().map(Example::task).distinct().toList()) {
            Resemblance found = resemblance(task, said);
            best = best == null || found.similarity() > best.similarity() ? found : best;
        }
        return best == null || best.similarity() < NEAR ? null : best;
    }

    private Resemblance resemblance(String task, float[] said) {
        List<Example> ranked = examples.stream()
                .filter(example -> example.task.equals(task))
                .sorted((a, b) -> Float.compare(likeness(b, said), likeness(a, said)))
                .limit(WEIGHTS.length)
                .toList();
        float sum = 0;
        float weights = 0;
        for (int i = 0; i < ranked.size(); i++) {
            sum += WEIGHTS[i] * likeness(ranked.get(i), said);
            weights += WEIGHTS[i];
        }
        return new Resemblance(task, ranked.get(0).text, sum / weights);
    }

    private static float likeness(Example example, float[] said) {
        float product = 0;
        for (int i = 0; i < said.length; i++) {
            product += said[i] * example.vector[i];
        }
        return product;
    }
}
