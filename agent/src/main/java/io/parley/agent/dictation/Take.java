package io.parley.agent.dictation;

import io.parley.media.Audio;
import io.parley.models.recogniser.Recogniser;
import io.parley.models.recogniser.SpokenWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One utterance being taken down. {@link #hear}, {@link #ask} and {@link #close} are called on the call's context, which
 * also runs the listener; the rest belongs to the thread of the {@link Desk} that has taken it on. Audio waits here until
 * one has.
 */
final class Take {
    /** Told on the call's context. */
    interface Listener {
        /** @param question number of the question that this answers */
        void onWords(int question, Reader.Reading reading);

        /** Nothing more will come. */
        void onFailed();
    }

    private sealed interface Item {}

    private record Block(short[] pcm) implements Item {}

    private record Question(int number, long nanos) implements Item {}

    private final Dictation dictation;
    private final Reader reader;
    private final Executor context;
    private final Listener listener;
    private final Queue<Item> waiting = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Desk desk;
    private volatile boolean closed;

    /** Desk side: the words of the sentences so far. */
    private final List<SpokenWord> words = new ArrayList<>();

    Take(Dictation dictation, Reader reader, Executor context, Listener listener) {
        this.dictation = dictation;
        this.reader = reader;
        this.context = context;
        this.listener = listener;
    }

    /** Takes 20 ms of the caller, for good. Whoever calls sees to it that they are not too many. */
    void hear(short[] pcm) {
        add(new Block(pcm));
    }

    /** Wants all the words so far. */
    void ask(int number) {
        add(new Question(number, System.nanoTime()));
    }

    private void add(Item item) {
        waiting.add(item);
        Desk taken = desk;
        if (taken != null) {
            taken.wake();
        }
    }

    void close() {
        closed = true;
        dictation.closed(this);
    }

    /** Whether a recogniser has taken it on. */
    boolean takenOn() {
        return desk != null;
    }

    boolean isClosed() {
        return closed;
    }

    @Nullable
    Desk desk() {
        return desk;
    }

    void takenOnBy(Desk taker) {
        desk = taker;
    }

    /** Works off what waits, on the desk's thread. */
    void work(Recogniser recogniser, DictationCounters counters) {
        for (Item item = waiting.poll(); item != null && !closed; item = waiting.poll()) {
            if (item instanceof Block block) {
                recogniser.accept(block.pcm, block.pcm.length);
                counters.add(DictationCounter.AUDIO_MILLIS, Audio.FRAME_MILLIS);
            } else if (item instanceof Question question) {
                words.addAll(recogniser.finish());
                Reader.Reading reading = reader.read(List.copyOf(words));
                counters.count(DictationCounter.RESULTS);
                counters.add(DictationCounter.RESULT_NANOS, System.nanoTime() - question.nanos);
                context.execute(() -> listener.onWords(question.number, reading));
            }
        }
    }

    void fail() {
        context.execute(listener::onFailed);
    }
}
