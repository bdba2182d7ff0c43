package io.parley.actions;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Text with places for slot values, read by {@link TemplateReader}. Immutable; used by every call at once.
 *
 * @param parts in order; no two texts stand side by side
 */
record Template(List<Part> parts) {
    static final Template EMPTY = new Template(List.of());

    sealed interface Part {}

    /** Text of the file or of the deployer's environment: trusted, never encoded. */
    record Text(String text) implements Part {}

    /** The place of a slot's value: untrusted, encoded for the place by the one who renders. */
    record Slot(String name) implements Part {}

    Template {
        parts = List.copyOf(parts);
    }

    /** The slot when it is all there is, so that an absent value can be left out with its name. */
    @Nullable
    String aloneSlot() {
        return parts.size() == 1 && parts.get(0) instanceof Slot slot ? slot.name() : null;
    }

    boolean hasSlots() {
        return parts.stream().anyMatch(Slot.class::isInstance);
    }

    /** Whether this template is one slot and nothing else, and the slot has no value. */
    boolean isAbsent(Map<String, String> arguments) {
        String alone = aloneSlot();
        return alone != null && !arguments.containsKey(alone);
    }

    /** @throws RuleBroken when a value is missing */
    String render(Map<String, String> arguments, UnaryOperator<String> encode) {
        StringBuilder out = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Text text) {
                out.append(text.text());
            } else if (part instanceof Slot slot) {
                out.append(encode.apply(value(slot.name(), arguments)));
            }
        }
        return out.toString();
    }

    /** Of a template without slots. */
    String fixed() {
        return render(Map.of(), UnaryOperator.identity());
    }

    private static String value(String slot, Map<String, String> arguments) {
        String value = arguments.get(slot);
        if (value == null) {
            throw new RuleBroken("argument '" + slot + "' is missing");
        }
        return value;
    }
}
