package io.parley.models.recogniser;

import java.util.List;

/**
 * Takes down free speech, word by word. Computes on the thread that calls, 20 ms of audio in up to 100 ms now and then:
 * never on one that has something else to do. For one thread at a time.
 */
public interface Recogniser extends AutoCloseable {
    /**
     * Takes audio, 16 kHz.
     *
     * @throws RecogniserException if it is broken; it must be closed and replaced
     */
    void accept(short[] pcm, int samples);

    /**
     * The words of the audio since {@link #finish} or {@link #forget} was called last. What comes next begins a new
     * sentence.
     *
     * @throws RecogniserException as {@link #accept}
     */
    List<SpokenWord> finish();

    /** Drops what has been accepted and not finished, so that nothing of it reaches the next caller. */
    void forget();

    @Override
    void close();
}
