package io.parley.agent.voice;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waiting for speech in tests. */
final class Utterances {
    private Utterances() {}

    /** All samples of an utterance, once it is done. Takes the place of its listener. */
    static short[] finished(Utterance utterance) {
        CountDownLatch done = new CountDownLatch(1);
        utterance.onProgress(() -> {
            if (utterance.done()) {
                done.countDown();
            }
        });
        try {
            if (!done.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError("the utterance did not end in a minute");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return samples(utterance);
    }

    /** The same for an utterance that has a listener. */
    static short[] finishedQuietly(Utterance utterance) {
        while (!utterance.done()) {
            LockSupport.parkNanos(200_000);
        }
        return samples(utterance);
    }

    static short[] samples(Utterance utterance) {
        if (utterance.error() != null) {
            throw new AssertionError(utterance.error());
        }
        short[] samples = new short[utterance.available()];
        utterance.copy(0, samples, 0, samples.length);
        return samples;
    }
}
