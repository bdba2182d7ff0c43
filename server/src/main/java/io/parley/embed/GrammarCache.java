package io.parley.embed;

import io.parley.agent.ear.Grammar;
import io.parley.config.AgentSpec;
import io.parley.config.SlotSpec;
import io.parley.config.TaskSpec;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * What callers may say, compiled once for every set of slots and tasks, whatever the greeting: a plan is made for each call,
 * and a grammar is megabytes and up to a second of work. Safe on any thread that may block.
 */
final class GrammarCache {
    /** Grammars kept; the one longest not used goes. */
    static final int MOST = 32;

    private final Function<AgentSpec, Grammar> compile;
    private final Map<Key, CompletableFuture<Grammar>> grammars = new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, CompletableFuture<Grammar>> eldest) {
            return size() > MOST;
        }
    };

    /** All that a grammar is made of. */
    private record Key(Locale language, Map<String, SlotSpec> slots, Map<String, TaskSpec> tasks) {}

    GrammarCache(Function<AgentSpec, Grammar> compile) {
        this.compile = compile;
    }

    /** Compiles on the thread that asks first; others that ask for the same wait for it. */
    Grammar of(AgentSpec agent) {
        Key key = new Key(agent.language(), agent.slots(), agent.tasks());
        CompletableFuture<Grammar> mine = new CompletableFuture<>();
        CompletableFuture<Grammar> known;
        synchronized (grammars) {
            known = grammars.putIfAbsent(key, mine);
        }
        if (known != null) {
            return waited(known);
        }
        try {
            mine.complete(compile.apply(agent));
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            synchronized (grammars) {
                grammars.remove(key);
            }
        }
        return waited(mine);
    }

    private static Grammar waited(CompletableFuture<Grammar> grammar) {
        try {
            return grammar.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
