package io.parley.agent.dictation;

import io.parley.models.recogniser.Recogniser;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Recognisers of free speech, shared by all calls: an utterance has one to itself, and the next one gets it after that.
 * They are kept for good, because a recogniser grows by what it has heard and does not give it back. Thread-safe; the
 * lock is held for a few assignments only.
 */
public final class Dictation {
    /** Utterances that may wait for each recogniser; their audio, up to a minute of it, waits with them. */
    private static final int WAITING_EACH = 4;

    private final DictationCounters counters;
    private final List<Desk> desks = new ArrayList<>();
    private final List<Executor> threads;
    private final Deque<Desk> free = new ArrayDeque<>();
    private final Deque<Take> waiting = new ArrayDeque<>();

    /**
     * @param threads one for each recogniser, which nothing else may occupy for long; runs jobs one at a time, in order
     * @param recognisers makes one, on its thread, when it is needed first or has failed
     */
    public Dictation(List<Executor> threads, Supplier<Recogniser> recognisers, DictationCounters counters) {
        this.counters = counters;
        this.threads = List.copyOf(threads);
        threads.forEach(thread -> desks.add(new Desk(this, thread, recognisers, counters)));
        free.addAll(desks);
    }

    DictationCounters counters() {
        return counters;
    }

    /** An utterance to take down; null where as many wait already as may. */
    @Nullable
    Take open(Reader reader, Executor context, Take.Listener listener) {
        Take take = new Take(this, reader, context, listener);
        synchronized (this) {
            Desk desk = free.poll();
            if (desk != null) {
                desk.give(take);
            } else if (waiting.size() < WAITING_EACH * desks.size()) {
                waiting.add(take);
            } else {
                return null;
            }
        }
        return take;
    }

    /** An utterance has been closed, on its call's context. */
    void closed(Take take) {
        synchronized (this) {
            waiting.remove(take);
        }
        Desk desk = take.desk();
        if (desk != null) {
            desk.wake();
        }
    }

    /** A desk has done with an utterance, on the desk's thread. */
    synchronized void free(Desk desk) {
        Take next = waiting.poll();
        if (next != null) {
            desk.give(next);
        } else {
            free.add(desk);
        }
    }

    /**
     * Makes every recogniser hear speech that is nobody's: the first seconds are slow.
     *
     * @param speech 16 kHz
     * @return completes when all have heard it
     */
    public CompletableFuture<Void> warm(short[] speech) {
        return each(desk -> desk.warm(speech));
    }

    /** Closes the recognisers, after which no utterance may be opened. Completes when all are closed. */
    public CompletableFuture<Void> close() {
        return each(Desk::close);
    }

    private CompletableFuture<Void> each(Consumer<Desk> job) {
        CompletableFuture<?>[] done = new CompletableFuture<?>[desks.size()];
        for (int i = 0; i < done.length; i++) {
            Desk desk = desks.get(i);
            done[i] = CompletableFuture.runAsync(() -> job.accept(desk), threads.get(i));
        }
        return CompletableFuture.allOf(done);
    }
}
