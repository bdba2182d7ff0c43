package io.parley.server.bench;

import io.parley.agent.CallEvent;
import io.parley.agent.CallInfo;
import io.parley.agent.CallRecord;
import io.parley.config.AgentSpec;
import io.parley.config.ParleyConfig;
import io.parley.config.Transport;
import io.parley.media.MediaCounter;
import io.parley.media.MediaCounters;
import io.parley.server.CallWatcher;
import io.parley.server.Home;
import io.parley.server.Parley;
import io.parley.server.Setup;
import io.parley.server.trial.Trial;
import io.parley.server.trial.TrialCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whole conversations with the real models, so many at once: the server in this process, the callers in another one. On a
 * thread that may block.
 */
public final class Load implements AutoCloseable {
    /** Callers begin within this time: about a question and its answer. */
    private static final long SPREAD_MILLIS = 6_000;

    private static final long SAMPLE_MILLIS = 1_000;
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** After the last caller has hung up, until the server has written its records. */
    private static final long RECORDS_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** How long the machine itself is looked at. */
    private static final Duration MACHINE = Duration.ofSeconds(10);

    private final Path folder = Trial.temporaryFolder();
    private final Watcher watcher = new Watcher();
    private final HttpClient http = HttpClient.newHttpClient();
    private final AgentSpec agent;
    private final Map<String, RecordedTurn> recordings;
    private final Parley parley;
    private final CallersProcess callers;

    /**
     * Starts both.
     *
     * @param limit calls that the server takes at once; 0 for what it takes by itself
     * @param progress told what is being done
     */
    public Load(Home home, int limit, long seed, Consumer<String> progress) {
        agent = Callers.agent(home);
        recordings = Callers.recordings(home, agent).stream()
                .collect(Collectors.toMap(RecordedTurn::name, Function.identity()));
        int lines = limit > 0 ? limit : usualLimit(home);
        ParleyConfig config = Trial.config(home, folder, List.of(agent.folder()), lines);
        try {
            parley = Parley.start(Setup.of(home, config).withProgress(progress).withWatcher(watcher));
        } catch (RuntimeException | Error e) {
            Programs.delete(folder);
            throw e;
        }
        try {
            callers = new CallersProcess(home, seed);
        } catch (RuntimeException | Error e) {
            parley.close();
            Programs.delete(folder);
            throw e;
        }
    }

    /** Calls that a server on this machine takes where its configuration does not say. */
    public static int usualLimit(Home home) {
        return ParleyConfig.defaults(home.folder()).limits().calls();
    }

    /**
     * @param atOnce callers
     * @param seconds that are measured, after all have begun
     */
    public LoadLevel run(int atOnce, int seconds) throws InterruptedException {
        List<CallerReport> reports = new ArrayList<>();
        Reading[] readings = new Reading[2];
        Samples samples = new Samples();
        ScheduledExecutorService sampling = Executors.newSingleThreadScheduledExecutor();
        try {
            sampling.scheduleAtFixedRate(samples, SPREAD_MILLIS, SAMPLE_MILLIS, TimeUnit.MILLISECONDS);
            callers.phone(
                    uri(),
                    atOnce,
                    SPREAD_MILLIS,
                    TimeUnit.SECONDS.toMillis(seconds),
                    steps -> readings[0] = reading(steps),
                    steps -> {
                        readings[1] = reading(steps);
                        sampling.shutdown();
                    },
                    reports::add);
        } finally {
            sampling.shutdownNow();
        }
        return level(atOnce, reports, readings[0], readings[1], samples);
    }

    private String uri() {
        return "sip:" + agent.numbers().get(0) + "@127.0.0.1:"
                + parley.sip(Transport.UDP).get(0).getPort();
    }

    private LoadLevel level(int atOnce, List<CallerReport> reports, Reading from, Reading to, Samples samples)
            throws InterruptedException {
        List<LatencyTurn> turns = new ArrayList<>();
        for (CallerReport report : reports) {
            if (report.answered()) {
                turns.addAll(turns(report, from.nanos, to.nanos));
            }
        }
        double[] refused = reports.stream()
                .filter(report -> report.status() == 503)
                .mapToDouble(CallerReport::millis)
                .toArray();
        int failed = (int) reports.stream().filter(report -> !report.answered()).count() - refused.length;
        double seconds = (to.nanos - from.nanos) / 1e9;
        long callersNanos = to.callers.cpuNanos() - from.callers.cpuNanos();
        long serverNanos = to.server.cpuNanos() - from.server.cpuNanos();
        LatencyLevel conversations = new LatencyLevel(
                atOnce,
                reports.size() - refused.length - failed,
                turns,
                samples.linesTaken() * seconds,
                serverNanos / 1e9,
                samples.rss.get(),
                to.media.minus(from.media),
                to.phones.minus(from.phones));
        return new LoadLevel(
                conversations,
                seconds,
                samples.linesTaken(),
                callersNanos / 1e9,
                samples.pss.get(),
                to.lanes.since(from.lanes),
                refused.length,
                refused,
                failed,
                machineLate((serverNanos + callersNanos) / 1e9 / seconds));
    }

    /**
     * How often the machine itself is late.
     *
     * @param cores that server and callers used together
     */
    private static double machineLate(double cores) throws InterruptedException {
        int processors = Runtime.getRuntime().availableProcessors();
        List<Timekeeper> keepers = new ArrayList<>();
        for (int i = 0; i < processors; i++) {
            keepers.add(Timekeeper.start(cores / processors, MACHINE));
        }
        double late = 0;
        for (Timekeeper keeper : keepers) {
            late += keeper.late();
        }
        return late / processors;
    }

    /** What was said within the measured time. */
    private List<LatencyTurn> turns(CallerReport report, long from, long to) {
        TrialCall call = watcher.call(report);
        List<RecordedTurn> says = report.turns().stream()
                .map(turn -> Objects.requireNonNull(recordings.get(turn.said()), turn.said()))
                .toList();
        List<LatencyTurn> all = LatencyTurn.of(call, says);
        List<LatencyTurn> within = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            long began = report.turns().get(i).beganNanos();
            if (began - from >= 0 && began - to < 0) {
                within.add(all.get(i));
            }
        }
        return within;
    }

    /** What was counted when the measured time began, or ended. */
    private record Reading(
            long nanos,
            ProcessLoad server,
            ProcessLoad callers,
            LatencyLevel.Steps media,
            LatencyLevel.Steps phones,
            LaneWaits lanes) {}

    private Reading reading(LatencyLevel.Steps phones) {
        MediaCounters counters = parley.mediaCounters();
        return new Reading(
                System.nanoTime(),
                ProcessLoad.now(),
                ProcessLoad.of(callers.handle()),
                new LatencyLevel.Steps(
                        counters.get(MediaCounter.STEPS),
                        counters.get(MediaCounter.STEPS_LATE) + counters.get(MediaCounter.STEPS_SKIPPED),
                        counters.get(MediaCounter.UNDERRUNS)),
                phones,
                LaneWaits.read(metrics()));
    }

    private String metrics() {
        URI uri = URI.create("http://127.0.0.1:" + parley.httpPort() + "/metrics");
        try {
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(uri + " cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** Looks at the server again and again while it is measured. On a thread of its own. */
    private final class Samples implements Runnable {
        private final AtomicLong rss = new AtomicLong(-1);
        private final AtomicLong pss = new AtomicLong(-1);
        private final AtomicLong taken = new AtomicLong();
        private final AtomicLong count = new AtomicLong();

        @Override
        public void run() {
            rss.accumulateAndGet(ProcessLoad.now().rssBytes(), Math::max);
            pss.accumulateAndGet(ProcessLoad.pssWithout(callers.handle()), Math::max);
            taken.addAndGet(parley.liveCalls());
            count.incrementAndGet();
        }

        double linesTaken() {
            return count.get() == 0 ? 0 : (double) taken.get() / count.get();
        }
    }

    @Override
    public void close() {
        try {
            callers.close();
        } finally {
            parley.close();
            Programs.delete(folder);
        }
    }

    /** Keeps what the server says of each call, by the caller's name. */
    private static final class Watcher implements CallWatcher {
        private final Map<String, TrialCall.Builder> events = new ConcurrentHashMap<>();
        private final Map<String, CallRecord> records = new ConcurrentHashMap<>();

        @Override
        public void event(CallInfo info, CallEvent event) {
            events.computeIfAbsent(info.caller(), name -> new TrialCall.Builder())
                    .event(event, System.nanoTime());
        }

        @Override
        public void ended(CallRecord record) {
            records.put(record.call().caller(), record);
        }

        /** Takes out the call that the report is of. */
        TrialCall call(CallerReport report) {
            long until = System.nanoTime() + RECORDS_NANOS;
            while (!records.containsKey(report.name()) && System.nanoTime() - until < 0) {
                LockSupport.parkNanos(POLL_NANOS);
            }
            CallRecord record = records.remove(report.name());
            TrialCall.Builder told = events.remove(report.name());
            if (record == null || told == null) {
                throw new IllegalStateException("the server has no record of the call " + report.name());
            }
            return told.build(report.name(), report.report(), record);
        }
    }
}
