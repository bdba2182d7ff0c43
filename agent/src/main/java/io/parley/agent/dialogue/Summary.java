package io.parley.agent.dialogue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills a summary such as {@code a {size} {drink} with {milk} and {sugar}} where some slots have no value: a slot without
 * one takes the words before it along, and a list keeps the word that opens it ("with sugar").
 */
final class Summary {
    private static final Pattern SLOT = Pattern.compile("([^{]*)\\{([^}]*)}");

    private Summary() {}

    /** @param value text of a slot, empty where it has none */
    static String fill(String template, UnaryOperator<String> value) {
        List<String> parts = new ArrayList<>();
        Matcher slots = SLOT.matcher(template);
        String carried = "";
        int end = 0;
        while (slots.find()) {
            String words = slots.group(1).strip();
            String text = value.apply(slots.group(2));
            if (end == 0) {
                // What stands before the first slot belongs to the whole.
                parts.add(words);
                words = "";
            }
            String link = carried.isEmpty() ? words : carried;
            if (text.isEmpty()) {
                carried = link;
            } else {
                parts.add(link);
                parts.add(text);
                carried = "";
            }
            end = slots.end();
        }
        parts.add(template.substring(end).strip());
        parts.removeIf(String::isEmpty);
        return withArticle(String.join(" ", parts).replaceAll(" (?=[,.:;])", ""));
    }

    /** "A eight ounce" is "an eight ounce". */
    private static String withArticle(String text) {
        return text.replaceFirst("^(?i)a (?=[aeio])", "an ");
    }
}
