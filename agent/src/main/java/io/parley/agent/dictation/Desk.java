package io.parley.agent.dictation;

import io.parley.models.recogniser.Recogniser;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A recogniser and the thread that it works on, for one utterance at a time. */
final class Desk {
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    private final Dictation dictation;
    private final Executor thread;
    private final Supplier<Recogniser> recognisers;
    private final DictationCounters counters;
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile @Nullable Take take;

    // On the thread.
    private @Nullable Recogniser recogniser;
    private boolean failed;
    private boolean closed;

    Desk(Dictation dictation, Executor thread, Supplier<Recogniser> recognisers, DictationCounters counters) {
        this.dictation = dictation;
        this.thread = thread;
        this.recognisers = recognisers;
        this.counters = counters;
    }

    /** Takes an utterance on; only when it has none. */
    void give(Take next) {
        counters.count(DictationCounter.UTTERANCES);
        next.takenOnBy(this);
        take = next;
        wake();
    }

    void wake() {
        if (woken.compareAndSet(false, true)) {
            thread.execute(this::work);
        }
    }

    private void work() {
        woken.set(false);
        Take current = take;
        if (current == null) {
            return;
        }
        if (!failed) {
            try {
                current.work(recogniser(), counters);
            } catch (RuntimeException | Error e) {
                failed = true;
                replace(e);
                current.fail();
            }
        }
        if (current.isClosed()) {
            forget();
            failed = false;
            take = null;
            dictation.free(this);
        }
    }

    private Recogniser recogniser() {
        Recogniser present = recogniser;
        if (closed) {
            throw new IllegalStateException("recognisers are closed");
        }
        if (present == null) {
            present = recognisers.get();
            recogniser = present;
        }
        return present;
    }

    /** Hears what nobody said; on the thread. */
    void warm(short[] speech) {
        try {
            recogniser().accept(speech, speech.length);
            forget();
        } catch (RuntimeException | Error e) {
            replace(e);
        }
    }

    private void forget() {
        try {
            if (recogniser != null) {
                recogniser.forget();
            }
        } catch (RuntimeException | Error e) {
            replace(e);
        }
    }

    /** Another one is made when it is needed: making it may fail as well. */
    private void replace(Throwable why) {
        counters.count(DictationCounter.FAILURES);
        LOG.atError().setCause(why).log("a recogniser failed and is replaced");
        dismiss();
    }

    /** For good; on the thread. */
    void close() {
        closed = true;
        dismiss();
    }

    private void dismiss() {
        Recogniser old = recogniser;
        recogniser = null;
        if (old != null) {
            try {
                old.close();
            } catch (RuntimeException | Error e) {
                LOG.atWarn().setCause(e).log("a recogniser that failed cannot be closed");
            }
        }
    }
}
