package io.parley.embed;

import io.parley.actions.ActionFunction;
import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An action that is Java. It gets the values of the slots of the task that runs it, and what the tasks which that one comes
 * {@link TaskPlan#after after} have brought.
 */
public final class FunctionAction extends ActionPlan<FunctionAction> {
    private final ActionFunction function;
    private final Map<String, String> results = new LinkedHashMap<>();
    private final Map<String, Rows> lists = new LinkedHashMap<>();

    FunctionAction(String name, ActionFunction function) {
        super(name);
        this.function = function;
    }

    /** The results that it gives, strings, numbers or booleans, for the sentence that {@link TaskPlan#tell tells} them. */
    public FunctionAction returns(String... names) {
        results.putAll(members(Arrays.asList(names)));
        return this;
    }

    /** A list that it gives, of maps with these names; the caller is told ten of it at most. */
    public FunctionAction returnsList(String name, String... ofEach) {
        lists.put(name, new Rows(member(name), members(Arrays.asList(ofEach))));
        return this;
    }

    ActionFunction function() {
        return function;
    }

    @Override
    FunctionAction self() {
        return this;
    }

    @Override
    String made() {
        return "allow(" + Mistake.method("Actions.call", name()) + ")";
    }

    @Override
    ActionSpec.Kind kind(@Nullable ActionSpec before, List<String> arguments) {
        return new ActionSpec.Java(before == null ? arguments : new ArrayList<>(before.arguments()));
    }

    @Override
    Map<String, String> results(@Nullable ActionSpec before) {
        return says() || before == null ? results : members(before.result().keySet());
    }

    @Override
    Map<String, Rows> lists(@Nullable ActionSpec before) {
        if (says() || before == null) {
            return lists;
        }
        Map<String, Rows> same = new LinkedHashMap<>();
        before.lists()
                .forEach((name, rows) ->
                        same.put(name, new Rows(member(name), members(rows.of().keySet()))));
        return same;
    }

    private boolean says() {
        return !results.isEmpty() || !lists.isEmpty();
    }

    /** The members of what the function gives, as the paths by which the bus takes results out of answers. */
    private static Map<String, String> members(Collection<String> names) {
        Map<String, String> paths = new LinkedHashMap<>();
        names.forEach(name -> paths.put(name, member(name)));
        return paths;
    }

    private static String member(String name) {
        return "$['" + name + "']";
    }
}
