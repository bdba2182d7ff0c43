package io.parley.media;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stages that an item passes in the order in which they were declared, until one returns null. Each stage is counted:
 * what came in and what it dropped. Used by one thread at a time; running it allocates nothing.
 */
final class Pipeline<T> {
    private final MediaCounters counters;
    private final Stage<T>[] stages;
    private final String[] names;
    private final @Nullable MediaCounter[] reasons;
    private final long[] in;
    private final long[] dropped;

    private Pipeline(Builder<T> builder, Stage<T>[] empty) {
        counters = builder.counters;
        stages = builder.stages.toArray(empty);
        names = builder.names.toArray(new String[0]);
        reasons = builder.reasons.toArray(new MediaCounter[0]);
        in = new long[stages.length];
        dropped = new long[stages.length];
    }

    /** @param counters where stages that name a counter count what they drop, for the whole process */
    static <T> Builder<T> counting(MediaCounters counters) {
        return new Builder<>(counters);
    }

    /** The item as the last stage left it, or null when a stage dropped it. */
    @Nullable
    T run(T item) {
        T current = item;
        for (int i = 0; i < stages.length; i++) {
            in[i]++;
            T next = stages[i].apply(current);
            if (next == null) {
                drop(i);
                return null;
            }
            current = next;
        }
        return current;
    }

    private void drop(int stage) {
        dropped[stage]++;
        MediaCounter reason = reasons[stage];
        if (reason != null) {
            counters.increment(reason);
        }
    }

    /** What each stage took in and dropped, in order. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < stages.length; i++) {
            text.append(i == 0 ? "" : " -> ").append(names[i]);
            text.append('(').append(in[i]).append(" in, ").append(dropped[i]).append(" dropped)");
        }
        return text.toString();
    }

    static final class Builder<T> {
        private final MediaCounters counters;
        private final List<Stage<T>> stages = new ArrayList<>();
        private final List<String> names = new ArrayList<>();
        private final List<@Nullable MediaCounter> reasons = new ArrayList<>();

        private Builder(MediaCounters counters) {
            this.counters = counters;
        }

        Builder<T> stage(String name, Stage<T> stage) {
            return stage(name, stage, null);
        }

        /** @param otherwise the process-wide counter of what this stage drops */
        Builder<T> stage(String name, Stage<T> stage, @Nullable MediaCounter otherwise) {
            names.add(name);
            stages.add(stage);
            reasons.add(otherwise);
            return this;
        }

        @SuppressWarnings({"unchecked", "rawtypes"})
        Pipeline<T> build() {
            return new Pipeline<>(this, (Stage<T>[]) new Stage[0]);
        }
    }
}
