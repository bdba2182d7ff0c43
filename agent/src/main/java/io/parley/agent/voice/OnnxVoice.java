package io.parley.agent.voice;

import io.parley.models.Pack;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The voice of a pack (models/voice-en), rendered piece by piece on an executor's threads. The work of an utterance is a
 * job that does one step and hands itself back, so that the steps of all calls take turns: the first job takes up to
 * 10 ms and ends with the first 50 ms of audio, the others up to 7 ms.
 */
public final class OnnxVoice implements Voice, AutoCloseable {
    /** Frames of an utterance's first chunk: 50 ms of audio. Those that follow are twice as long, up to 200 ms. */
    static final int FIRST_CHUNK = 4;

    private final VoicePack pack;
    private final TextToPhones front;
    private final Executor lane;
    private final VoiceCounters counters;
    private final LongSupplier nanos;
    private final Supplier<Noise> noise;
    private final int chunk;
    /** One for each thread of the lane, as many as were ever busy at once. */
    private final Deque<Workbench> benches = new ConcurrentLinkedDeque<>();

    private volatile boolean closed;

    /**
     * @param pack stays the caller's, and must be open as long as the voice speaks
     * @param lane runs the rendering; it must queue jobs, not run them on the thread that hands them in
     * @param nanos monotonic clock
     */
    public OnnxVoice(Pack pack, TextToPhones front, Executor lane, VoiceCounters counters, LongSupplier nanos) {
        this(pack, front, lane, counters, nanos, Noise::seeded, Mouth.CHUNK);
    }

    /** With another noise, and another size of chunk, up to {@link Mouth#CHUNK} frames. */
    OnnxVoice(
            Pack pack,
            TextToPhones front,
            Executor lane,
            VoiceCounters counters,
            LongSupplier nanos,
            Supplier<Noise> noise,
            int chunk) {
        this.pack = new VoicePack(pack);
        this.front = front;
        this.lane = lane;
        this.counters = counters;
        this.nanos = nanos;
        this.noise = noise;
        this.chunk = chunk;
    }

    @Override
    public Utterance speak(String text, Style style) {
        return speak(Script.of(text), style);
    }

    Utterance speak(Script script, Style style) {
        return new Speech(this, script, style).start();
    }

    TextToPhones front() {
        return front;
    }

    Executor lane() {
        return lane;
    }

    VoiceCounters counters() {
        return counters;
    }

    long nanoTime() {
        return nanos.getAsLong();
    }

    /** @param first whether nothing of the utterance has been rendered yet */
    ClauseRenderer renderer(String phones, Style style, boolean last, boolean first) {
        return new ClauseRenderer(
                phones, style, last, Math.min(chunk, first ? FIRST_CHUNK : chunk), chunk, noise.get());
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
    @Override
    public void close() {
        closed = true;
        for (Workbench bench = benches.poll(); bench != null; bench = benches.poll()) {
            bench.close();
        }
    }
}
