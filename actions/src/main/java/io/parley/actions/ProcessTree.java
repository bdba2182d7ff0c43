package io.parley.actions;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program and the processes that it has started, which end together. Safe on any thread; nothing here waits. */
final class ProcessTree {
    /** How long they may take to end when asked to. */
    private static final long PATIENCE_SECONDS = 2;

    /** How long the system may take to end them when they are made to. */
    private static final long FORCE_SECONDS = 1;

    /** Processes that are remembered; a program with more leaves some behind when it ends before them. */
    private static final int MAX_KNOWN = 1_000;

    private final ProcessHandle root;
    private final Set<ProcessHandle> known = new HashSet<>();

    ProcessTree(Process root) {
        this.root = root.toHandle();
        known.add(this.root);
    }

    /** Remembers what has been started by now: whose parent has ended is nobody's descendant any more. */
    synchronized void look() {
        known.removeIf(process -> process != root && !process.isAlive());
        Set.copyOf(known).stream()
                .filter(process -> process.parent().filter(known::contains).isEmpty())
                .flatMap(ProcessHandle::descendants)
                .limit(MAX_KNOWN - known.size())
                .forEach(known::add);
    }

    /** Asks all to end, and makes those that do not. Completes when none is left, or the system does not end them. */
    Future<Void> end() {
        Collection<ProcessHandle> asked = looked();
        asked.forEach(ProcessHandle::destroy);
        return Future.fromCompletionStage(ended(asked)
                .completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .thenCompose(late -> {
                    Collection<ProcessHandle> left = looked();
                    left.forEach(ProcessHandle::destroyForcibly);
                    return ended(left).completeOnTimeout(null, FORCE_SECONDS, TimeUnit.SECONDS);
                }));
    }

    private synchronized Collection<ProcessHandle> looked() {
        look();
        return Set.copyOf(known);
    }

    private static CompletableFuture<Void> ended(Collection<ProcessHandle> processes) {
        Stream<CompletableFuture<ProcessHandle>> exits = processes.stream().map(ProcessHandle::onExit);
        return CompletableFuture.allOf(exits.toArray(CompletableFuture[]::new));
    }
}
