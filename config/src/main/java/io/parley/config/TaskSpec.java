package io.parley.config;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A piece of business.
 *
 * @param examples phrases a caller may open with, slots in braces
 * @param slots slot name to whether it is required, in asking order
 * @param action name of the action that does the business; null when telling is all there is
 * @param tell template of the sentence that tells the result
 * @param then what follows when the task is done
 * @param summary template that says the task's values back; a slot without a value takes the words before it along; null
 *     lists names and values
 * @param offer the question whether the caller wants this, where they said something like it; null makes one of the
 *     example that came nearest
 * @param needs task that must have been done in the call before this one, such as telling who is calling; its values and
 *     results are then known to this one. Null for none
 * @param items how the lists among the action's results are told, by name
 */
public record TaskSpec(
        String name,
        List<String> examples,
        Map<String, Presence> slots,
        Confirm confirm,
        @Nullable String action,
        @Nullable String tell,
        Then then,
        @Nullable String summary,
        @Nullable String offer,
        @Nullable String needs,
        Map<String, Items> items) {
    public static final int MAX_EXAMPLES = 200;

    /** A place stands alone, as a word does. */
    private static final Pattern GLUED = Pattern.compile("[^ ]\\{|}[^ ]");

    private static final Pattern PLACE = Pattern.compile("\\{[^}]*}");

    public enum Presence {
        REQUIRED,
        OPTIONAL
    }

    /** When the caller is asked "is that right?" before the action runs. */
    public enum Confirm {
        ALWAYS,
        WHEN_UNSURE,
        NEVER
    }

    public enum Then {
        GOODBYE,
        ANYTHING_ELSE
    }

    /**
     * How a list is told: "twelve dollars to Bell, and eight dollars to Corner Shop".
     *
     * @param each template for one of its rows
     * @param none what is said where it is empty
     */
    public record Items(String each, String none) {
        public static final String DEFAULT_NONE = "none";

        public Items {
            each = Words.tidy(each);
            none = Words.tidy(none);
            Rules rules = new Rules();
            Words.spoken(rules, "each", each);
            Words.sentence(rules, "none", none);
            rules.check();
        }
    }

    public TaskSpec {
        examples = examples.stream().map(Words::tidy).toList();
        slots = Frozen.map(slots);
        tell = tell == null ? null : Words.tidy(tell);
        summary = summary == null ? null : Words.tidy(summary);
        offer = offer == null ? null : Words.tidy(offer);
        items = Frozen.map(items);
        Rules rules = new Rules()
                .require(Names.isName(name), "", name, Names.NAME)
                .require(action == null || Names.isDotted(action), "action", action, Names.DOTTED)
                .require(action != null || tell != null, "", null, "an action, something to tell, or both")
                .require(needs == null || Names.isName(needs), "needs", needs, Names.NAME)
                .require(
                        examples.size() <= MAX_EXAMPLES,
                        "examples",
                        examples.size() + " examples",
                        "at most " + MAX_EXAMPLES + " examples");
        for (int i = 0; i < examples.size(); i++) {
            example(rules, "examples[" + i + "]", examples.get(i), slots.keySet());
        }
        if (tell != null) {
            Words.spoken(rules, "tell", tell);
        }
        if (summary != null) {
            Words.spoken(rules, "summary", summary);
        }
        if (offer != null) {
            Words.sentence(rules, "offer", offer);
        }
        rules.check();
    }

    private static void example(Rules rules, String key, String example, Set<String> slots) {
        Optional<Template> parsed = Words.template(rules, key, example);
        if (parsed.isEmpty()) {
            return;
        }
        Template template = parsed.get();
        if (template.hasEnv() || template.hasFilter() || GLUED.matcher(example).find()) {
            rules.require(false, key, example, "nothing in braces but {slot}, with blanks around it");
            return;
        }
        String known = slots.isEmpty() ? "no slots, the task has none" : "one of {" + String.join("}, {", slots) + "}";
        Set<String> seen = new HashSet<>();
        for (Template.Value value : template.values()) {
            rules.require(slots.contains(value.name()), key, "{" + value.name() + "}", known);
            rules.require(seen.add(value.name()), key, "{" + value.name() + "}", "each slot once in an example");
        }
        Words.phrase(rules, key, example, PLACE.matcher(example).replaceAll("x"));
    }
}
