package io.parley.agent.ear;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An agent's grammar, compiled to phone states. Immutable, shared by all calls of the agent.
 *
 * <p>State {@code s} is one phone in its context: its first frame scores pdf {@code forward[s]}, further frames {@code
 * self[s]}. Its arcs are {@code arcStart[s]} to {@code arcEnd[s] - 1}; states that lead to the same place share them.
 */
public final class Grammar {
    static final float NEVER = Float.NEGATIVE_INFINITY;

    final int[] forward;
    final int[] self;
    /** Word that begins with this state: index into {@link #words}, 0 for none. */
    final int[] word;
    /** Meaning that begins with this state: index into {@link #tags}, 0 for none. */
    final int[] tag;

    final int[] arcStart;
    final int[] arcEnd;
    final int[] arcTo;
    final float[] arcWeight;
    /** Weight of ending in a state, {@link #NEVER} where an utterance cannot end. */
    final float[] end;
    /** Whether an utterance that ends in a state needs nothing more. */
    final boolean[] complete;

    final List<String> words;
    final List<@Nullable Tag> tags;
    private final Map<String, Entry> entries;

    /** First states of a named start with their weights. */
    record Entry(int[] states, float[] weights) {}

    Grammar(
            int[] forward,
            int[] self,
            int[] word,
            int[] tag,
            int[] arcStart,
            int[] arcEnd,
            int[] arcTo,
            float[] arcWeight,
            float[] end,
            boolean[] complete,
            List<String> words,
            List<@Nullable Tag> tags,
            Map<String, Entry> entries) {
        this.forward = forward;
        this.self = self;
        this.word = word;
        this.tag = tag;
        this.arcStart = arcStart;
        this.arcEnd = arcEnd;
        this.arcTo = arcTo;
        this.arcWeight = arcWeight;
        this.end = end;
        this.complete = complete;
        this.words = words;
        this.tags = tags;
        this.entries = entries;
    }

    public int states() {
        return forward.length;
    }

    public int arcs() {
        return arcTo.length;
    }

    /** Names of the starts. */
    public Set<String> entryNames() {
        return entries.keySet();
    }

    Entry entry(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new IllegalArgumentException(
                    "no entry '" + name + "' in the grammar, expected one of " + entries.keySet());
        }
        return entry;
    }

    @Override
    public String toString() {
        return "grammar of " + states() + " states, " + arcs() + " arcs, entries "
                + Arrays.toString(entries.keySet().toArray());
    }
}
