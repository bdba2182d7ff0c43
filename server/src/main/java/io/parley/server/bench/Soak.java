package io.parley.server.bench;

import io.parley.server.Parley;
import io.parley.server.Waiting;
import io.parley.server.phone.PhoneReport;
import io.parley.server.trial.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Many calls of several kinds, one after another and some at once, and then the question what is left of them. On threads
 * that may block.
 */
public final class Soak {
    /** Everything must be back by then: 64 times T1 for the transactions, and the rest of the RTP ports. */
    public static final int SETTLE_SECONDS = 64;

    /** A heap's slope over less time than this says nothing. */
    private static final double TELLING_SECONDS = 300;

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int SAMPLE_SECONDS = 10;
    private static final long LOOK_NANOS = 1_000_000_000L;
    private static final int MOST_WRONG = 100;

    private final Trial trial;
    private final Parley parley;
    private final Consumer<SoakGauges> samples;
    private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());

    /** @param samples told every ten seconds how things stand */
    public Soak(Trial trial, Consumer<SoakGauges> samples) {
        this.trial = trial;
        this.parley = trial.parley();
        this.samples = samples;
    }

    /**
     * @param calls to be made
     * @param atOnce at most
     * @param rate calls begun a second, where that many at once are enough for it
     */
    public SoakResult run(int calls, int atOnce, double rate) throws InterruptedException {
        SoakGauges before = SoakGauges.of(parley);
        long began = System.nanoTime();
        Slope heap = new Slope();
        ScheduledExecutorService lines = Executors.newScheduledThreadPool(atOnce);
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try {
            double warm = calls / rate / 4;
            ScheduledFuture<?> sampling = clock.scheduleAtFixedRate(
                    () -> sample(heap, (System.nanoTime() - began) / 1e9, warm),
                    SAMPLE_SECONDS,
                    SAMPLE_SECONDS,
                    TimeUnit.SECONDS);
            CountDownLatch left = new CountDownLatch(calls);
            for (int i = 0; i < calls; i++) {
                int index = i;
                lines.schedule(() -> call(index, left), Math.round(i * 1e6 / rate), TimeUnit.MICROSECONDS);
            }
            left.await();
            sampling.cancel(false);
        } finally {
            lines.shutdownNow();
            clock.shutdownNow();
            clock.awaitTermination(1, TimeUnit.MINUTES);
        }
        return settle(calls, before, (System.nanoTime() - began) / 1e9, heap);
    }

    private void sample(Slope heap, double seconds, double warm) {
        SoakGauges now = SoakGauges.of(parley);
        samples.accept(now);
        if (seconds >= warm) {
            heap.add(seconds / 3_600, now.heapBytes());
        }
    }

    private void call(int index, CountDownLatch left) {
        SoakCall kind = SoakCall.of(index);
        String name = "soak-" + index;
        try {
            PhoneReport report = Waiting.on(
                    kind == SoakCall.IS_CANCELLED
                            ? trial.cancel(kind.number, name)
                            : trial.ring(kind.number, name, kind.caller(index)),
                    LONGEST,
                    "the call " + name);
            if (!kind.ends.contains(report.termination().label())) {
                note(kind + " " + name + " ended with " + report.termination());
            }
        } catch (RuntimeException e) {
            note(kind + " " + name + ": " + e);
        } finally {
            left.countDown();
        }
    }

    private void note(String what) {
        if (wrong.size() < MOST_WRONG) {
            wrong.add(what);
        }
    }

    /** Looks until everything is back, or the time for it is over. */
    private SoakResult settle(int calls, SoakGauges before, double seconds, Slope heap) {
        long over = System.nanoTime();
        double settled;
        SoakGauges now;
        List<String> left;
        do {
            LockSupport.parkNanos(LOOK_NANOS);
            now = SoakGauges.of(parley);
            left = now.leftSince(before);
            settled = (System.nanoTime() - over) / 1e9;
        } while (!left.isEmpty() && settled < SETTLE_SECONDS);
        double slope = heap.span() * 3_600 < TELLING_SECONDS ? Double.NaN : heap.perUnit();
        return new SoakResult(calls, seconds, List.copyOf(wrong), before, now, settled, left, slope);
    }
}
