package io.parley.server.bench;

import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What happens in one stretch of a measurement. The numbers are the pacing thread's; the times come from the threads that
 * render.
 */
final class VoiceTally {
    /** Frames that were to be played. */
    long frames;
    /** Of these, the ones that were not rendered when their time came. */
    long late;
    /** Sentences begun. */
    long sentences;
    /** Prompts that are kept, asked for beside them. */
    long prompts;
    /** Steps of the pacing thread. */
    long steps;
    /** Of these, the ones that began more than {@link MediaLevel#IN_TIME_MILLIS} late. */
    long lateSteps;

    private final Collection<Double> first = new ConcurrentLinkedQueue<>();
    private final Collection<Double> silence = new ConcurrentLinkedQueue<>();
    private final Collection<Double> cached = new ConcurrentLinkedQueue<>();

    void rendered(double millis, double silenceMillis) {
        first.add(millis);
        silence.add(silenceMillis);
    }

    void cached(double millis) {
        cached.add(millis);
    }

    /** Whether something was asked for of which nothing has been heard. */
    boolean waits() {
        return first.size() < sentences || cached.size() < prompts;
    }

    double[] first() {
        return array(first);
    }

    double[] silence() {
        return array(silence);
    }

    double[] cached() {
        return array(cached);
    }

    private static double[] array(Collection<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
