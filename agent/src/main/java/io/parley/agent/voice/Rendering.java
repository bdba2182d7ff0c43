package io.parley.agent.voice;

import java.util.Comparator;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What all voices of a lane render with: the graphs, the benches to run them, and the queue in which utterances wait for
 * their next step. The one whose audio runs out first, were it played from its first sample on, is the next. Safe on any
 * thread.
 */
final class Rendering {
    /**
     * Frames of an utterance's first chunk: 125 ms of audio, of which up to 85 may be silence that is left out. Those that
     * follow are twice as long, up to 800 ms.
     */
    static final int FIRST_CHUNK = 10;

    private final VoicePack pack;
    private final Function<Language, TextToPhones> fronts;
    private final Executor lane;
    private final VoiceCounters counters;
    private final LongSupplier nanos;
    private final Supplier<Noise> noise;
    private final int chunk;
    /** One for each thread of the lane, as many as were ever busy at once. */
    private final Deque<Workbench> benches = new ConcurrentLinkedDeque<>();

    private final PriorityBlockingQueue<Turn> turns = new PriorityBlockingQueue<>(
            16, Comparator.comparingLong(Turn::runsOut).thenComparingLong(Turn::number));
    private final AtomicLong lastNumber = new AtomicLong();

    private volatile boolean closed;

    /**
     * An utterance that waits for its next step.
     *
     * @param runsOut when there is nothing more of it to hear, in nanoseconds from when this began
     * @param number in the order of asking
     */
    private record Turn(Speech speech, long runsOut, long number) {}

    Rendering(
            VoicePack pack,
            Function<Language, TextToPhones> fronts,
            Executor lane,
            VoiceCounters counters,
            LongSupplier nanos,
            Supplier<Noise> noise,
            int chunk) {
        this.pack = pack;
        this.fronts = fronts;
        this.lane = lane;
        this.counters = counters;
        this.nanos = nanos;
        this.noise = noise;
        this.chunk = chunk;
    }

    VoicePack pack() {
        return pack;
    }

    TextToPhones front(PackVoice speaker, Persona persona) {
        return persona.front(speaker.language(), fronts);
    }

    VoiceCounters counters() {
        return counters;
    }

    long nanoTime() {
        return nanos.getAsLong();
    }

    /**
     * Lets an utterance have its next step when it is its turn.
     *
     * @param runsOut when its audio ends, on this clock
     * @throws RuntimeException where the lane refuses
     */
    void submit(Speech speech, long runsOut) {
        Turn turn = new Turn(speech, runsOut, lastNumber.incrementAndGet());
        turns.add(turn);
        try {
            lane.execute(this::runMostUrgent);
        } catch (RuntimeException e) {
            turns.remove(turn);
            throw e;
        }
    }

    /** As many of these are on the lane as utterances wait. */
    private void runMostUrgent() {
        Turn turn = turns.poll();
        if (turn != null) {
            turn.speech.run();
        }
    }

    /** Who says a clause: the speaker, or where it is in another tongue the pack's first voice of that. */
    PackVoice sayer(PackVoice speaker, Clause clause) {
        return speaker.language().isTongueOf(clause.language()) ? speaker : pack.firstOf(clause.language());
    }

    /** @param first whether nothing of the utterance has been rendered yet */
    ClauseRenderer renderer(Clause clause, Manner manner, boolean first) {
        return new ClauseRenderer(clause, manner, Math.min(chunk, first ? FIRST_CHUNK : chunk), chunk, noise.get());
    }

    Workbench borrow() {
        if (closed) {
            throw new IllegalStateException("the voice is closed");
        }
        Workbench bench = benches.poll();
        return bench == null ? Workbench.of(pack) : bench;
    }

    void giveBack(Workbench bench) {
        benches.push(bench);
        if (closed) {
            close();
        }
    }

    /** Utterances under way end with an error. */
    void close() {
        closed = true;
        for (Workbench bench = benches.poll(); bench != null; bench = benches.poll()) {
            bench.close();
        }
    }
}
