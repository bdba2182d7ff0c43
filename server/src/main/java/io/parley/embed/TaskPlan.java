package io.parley.embed;

import io.parley.config.TaskSpec;
import io.parley.config.TaskSpec.Confirm;
import io.parley.config.TaskSpec.Items;
import io.parley.config.TaskSpec.Presence;
import io.parley.config.TaskSpec.Then;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A piece of business in the making: how callers ask for it, what it needs, what it does, how it is told. */
public final class TaskPlan {
    private final String name;
    private final List<String> examples = new ArrayList<>();
    private final Map<String, Presence> slots = new LinkedHashMap<>();
    private final Map<String, Items> items = new LinkedHashMap<>();
    private Confirm confirm = Confirm.WHEN_UNSURE;
    private @Nullable String action;
    private @Nullable String tell;
    private @Nullable String summary;
    private @Nullable String after;
    private @Nullable Then then;

    TaskPlan(String name) {
        this.name = name;
    }

    /** Phrases that callers open with, slots in braces: {@code can I have a {drink}}. */
    public TaskPlan example(String... phrases) {
        examples.addAll(List.of(phrases));
        return this;
    }

    /** Slots without which it is not done: the agent asks for them, in this order. */
    public TaskPlan needs(String... names) {
        List.of(names).forEach(slot -> slots.put(slot, Presence.REQUIRED));
        return this;
    }

    /** Slots that callers may give and are not asked for. */
    public TaskPlan takes(String... names) {
        List.of(names).forEach(slot -> slots.put(slot, Presence.OPTIONAL));
        return this;
    }

    /** The task that must have been done in the call before, such as telling who is calling. */
    public TaskPlan after(String task) {
        after = task;
        return this;
    }

    /** When callers are asked whether it is right; where nothing is said, when the agent is unsure. */
    public TaskPlan confirm(Confirm when) {
        confirm = when;
        return this;
    }

    /** The action that does it; it must be {@link CallPlan#allow allowed}. */
    public TaskPlan run(String name) {
        action = name;
        return this;
    }

    /** What is said when it is done: {@code Your number is {number|digits}.} */
    public TaskPlan tell(String template) {
        tell = template;
        return this;
    }

    /** What is said back of the values: {@code a {size} {drink}}. */
    public TaskPlan summary(String template) {
        summary = template;
        return this;
    }

    /** How each row of a list among the results is told. */
    public TaskPlan item(String list, String each) {
        return item(list, each, Items.DEFAULT_NONE);
    }

    /** @param none what is said where the list is empty */
    public TaskPlan item(String list, String each, String none) {
        items.put(list, Mistake.in(method() + " " + Mistake.method("item", list), () -> new Items(each, none)));
        return this;
    }

    /** What follows; where nothing is said, goodbye if it is the agent's only task. */
    public TaskPlan then(Then next) {
        then = next;
        return this;
    }

    private String method() {
        return Mistake.method("task", name);
    }

    /** @param alone whether the agent has no other task */
    TaskSpec spec(boolean alone) {
        Then next = then != null ? then : alone ? Then.GOODBYE : Then.ANYTHING_ELSE;
        return Mistake.in(
                method(),
                () -> new TaskSpec(name, examples, slots, confirm, action, tell, next, summary, null, after, items));
    }
}
