package io.parley.config;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;

/**
 * Looks at a file's events, one by one as they are parsed, before a tree is made of them: stops at nesting so deep that
 * the recursive readers would run out of stack, and at aliases that stand for more than they show ("billion laughs").
 */
final class YamlGuard {
    static final int MAX_DEPTH = 32;
    /** How many values all aliases of a file may stand for together. */
    static final int MAX_ALIASED = 10_000;

    private final Map<Anchor, Integer> sizes = new HashMap<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private int aliased;

    /** What is refused. */
    record Refusal(int line, String expected) {}

    private static final class Open {
        final Optional<Anchor> anchor;
        int size = 1;

        Open(Optional<Anchor> anchor) {
            this.anchor = anchor;
        }
    }

    Optional<Refusal> check(Iterable<Event> events) {
        for (Event event : events) {
            Optional<String> refused = next(event);
            if (refused.isPresent()) {
                int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
                return Optional.of(new Refusal(line, refused.get()));
            }
        }
        return Optional.empty();
    }

    private Optional<String> next(Event event) {
        if (event instanceof CollectionStartEvent start) {
            open.push(new Open(start.getAnchor()));
            return open.size() > MAX_DEPTH
                    ? Optional.of("at most " + MAX_DEPTH + " levels of nesting")
                    : Optional.empty();
        }
        if (event instanceof CollectionEndEvent) {
            Open closed = open.pop();
            add(closed.anchor, closed.size);
        } else if (event instanceof AliasEvent alias) {
            return alias(alias.getAlias());
        } else if (event instanceof NodeEvent scalar) {
            add(scalar.getAnchor(), 1);
        }
        return Optional.empty();
    }

    private Optional<String> alias(Anchor anchor) {
        if (open.stream().anyMatch(around -> around.anchor.equals(Optional.of(anchor)))) {
            return Optional.of("no alias for something that contains it");
        }
        int size = sizes.getOrDefault(anchor, 0);
        aliased += size;
        add(Optional.empty(), size);
        return aliased > MAX_ALIASED
                ? Optional.of("aliases that stand for at most " + MAX_ALIASED + " values together")
                : Optional.empty();
    }

    private void add(Optional<Anchor> anchor, int size) {
        anchor.ifPresent(name -> sizes.put(name, size));
        Open around = open.peek();
        if (around != null) {
            around.size += size;
        }
    }
}
