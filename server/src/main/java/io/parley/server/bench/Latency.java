package io.parley.server.bench;

import io.parley.agent.CallEvent;
import io.parley.media.MediaCounter;
import io.parley.media.MediaCounters;
import io.parley.server.Waiting;
import io.parley.server.phone.PhoneObserver;
import io.parley.server.trial.Trial;
import io.parley.server.trial.TrialCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Phones closed questions, some calls at once, and measures what callers wait for. Callers begin at random moments, drawn
 * from a seed, so that they are not in step. On threads that may block.
 */
public final class Latency {
    /** The callers of a level begin within this time: about a question and its answer. */
    private static final int SPREAD_MILLIS = 6_000;

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int SAMPLE_MILLIS = 500;

    private final Trial trial;
    private final String number;
    private final ClosedQuestions questions;
    private final Random random;
    private final Consumer<TrialCall> progress;
    private final AtomicInteger names = new AtomicInteger();

    /**
     * @param number of the agent that asks
     * @param slots in the order in which it asks for them
     * @param recordings labelled answers
     * @param progress told of every call when it is over, from several threads at once
     */
    public Latency(
            Trial trial,
            String number,
            List<String> slots,
            List<RecordedTurn> recordings,
            long seed,
            Consumer<TrialCall> progress) {
        this.trial = trial;
        this.number = number;
        this.random = new Random(seed);
        this.questions = new ClosedQuestions(slots, recordings, random);
        this.progress = progress;
    }

    /** How many calls it takes to ask this many questions. */
    public int calls(int turns) {
        return (turns + questions.perCall() - 1) / questions.perCall();
    }

    /**
     * @param atOnce calls
     * @param turns questions to be asked, rounded up to whole calls
     */
    public LatencyLevel run(int atOnce, int turns) throws InterruptedException {
        int calls = calls(turns);
        AtomicLong rss = new AtomicLong(-1);
        ScheduledExecutorService lines = Executors.newScheduledThreadPool(atOnce + 1);
        try {
            ScheduledFuture<?> sampling = lines.scheduleAtFixedRate(
                    () -> rss.accumulateAndGet(ProcessLoad.now().rssBytes(), Math::max),
                    0,
                    SAMPLE_MILLIS,
                    TimeUnit.MILLISECONDS);
            ProcessLoad before = ProcessLoad.now();
            LatencyLevel.Steps server = steps(trial.parley().mediaCounters());
            LatencyLevel.Steps phone = steps(trial.phoneCounters());
            List<LatencyTurn> measured = new ArrayList<>();
            double seconds = 0;
            for (Done done : phone(lines, atOnce, calls)) {
                measured.addAll(done.turns);
                seconds += done.seconds;
            }
            double cpu = (ProcessLoad.now().cpuNanos() - before.cpuNanos()) / 1e9;
            sampling.cancel(false);
            return new LatencyLevel(
                    atOnce,
                    calls,
                    measured,
                    seconds,
                    cpu,
                    rss.get(),
                    steps(trial.parley().mediaCounters()).minus(server),
                    steps(trial.phoneCounters()).minus(phone));
        } finally {
            lines.shutdownNow();
        }
    }

    private record Done(List<LatencyTurn> turns, double seconds) {}

    /** Each line phones again when its call is over, until all calls have been made. */
    private List<Done> phone(ScheduledExecutorService lines, int atOnce, int calls) throws InterruptedException {
        AtomicInteger begun = new AtomicInteger();
        List<Future<List<Done>>> running = new ArrayList<>();
        for (int line = 0; line < atOnce; line++) {
            int delay = atOnce == 1 ? 0 : random.nextInt(SPREAD_MILLIS);
            running.add(lines.schedule(() -> line(begun, calls), delay, TimeUnit.MILLISECONDS));
        }
        List<Done> done = new ArrayList<>();
        for (Future<List<Done>> line : running) {
            done.addAll(result(line));
        }
        return done;
    }

    private List<Done> line(AtomicInteger begun, int calls) {
        List<Done> done = new ArrayList<>();
        while (begun.getAndIncrement() < calls) {
            done.add(call());
        }
        return done;
    }

    private static List<Done> result(Future<List<Done>> line) throws InterruptedException {
        try {
            return line.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private Done call() {
        ClosedQuestions.Caller caller = questions.next();
        String name = "latency-" + names.incrementAndGet();
        TrialCall call = Waiting.on(
                trial.call(number, name, caller.script(), PhoneObserver.NONE, Latency::ignore),
                LONGEST,
                "the call " + name);
        progress.accept(call);
        return new Done(LatencyTurn.of(call, caller.says()), call.report().seconds());
    }

    private static void ignore(io.parley.agent.CallInfo call, CallEvent event) {
        // The call keeps its events.
    }

    private static LatencyLevel.Steps steps(MediaCounters counters) {
        return new LatencyLevel.Steps(
                counters.get(MediaCounter.STEPS),
                counters.get(MediaCounter.STEPS_LATE) + counters.get(MediaCounter.STEPS_SKIPPED),
                counters.get(MediaCounter.UNDERRUNS));
    }
}
