package io.parley.server.trial;

import io.parley.agent.CallEvent;
import io.parley.agent.CallInfo;
import io.parley.agent.CallRecord;
import io.parley.agent.Termination;
import io.parley.config.EngineKind;
import io.parley.config.HttpConfig;
import io.parley.config.Limits;
import io.parley.config.Listen;
import io.parley.config.ParleyConfig;
import io.parley.config.RedisConfig;
import io.parley.config.SipConfig;
import io.parley.config.Transport;
import io.parley.media.Impairments;
import io.parley.media.MediaCounters;
import io.parley.server.CallWatcher;
import io.parley.server.Home;
import io.parley.server.Parley;
import io.parley.server.ServerFault;
import io.parley.server.Setup;
import io.parley.server.demo.ExampleApis;
import io.parley.server.phone.Caller;
import io.parley.server.phone.CallerScript;
import io.parley.server.phone.PhoneBooth;
import io.parley.server.phone.PhoneCall;
import io.parley.server.phone.PhoneObserver;
import io.parley.server.phone.PhoneReport;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A server on free ports of loopback, with a temporary Redis, and a telephone beside it. Nothing outside this process and
 * the repository is needed. Opened and closed on a thread that may block; calls may be placed from any.
 */
public final class Trial implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration LONGEST_CALL = Duration.ofMinutes(10);

    private final Path folder;
    private final Parley parley;
    private final PhoneBooth booth;
    /** By the caller's name, which is different in every call. */
    private final Map<String, OpenCall> open = new ConcurrentHashMap<>();

    /** A call between its INVITE and its record. */
    private static final class OpenCall {
        final TrialCall.Builder call = new TrialCall.Builder();
        final Promise<CallRecord> record = Promise.promise();
        final Caller caller;
        final BiConsumer<CallInfo, CallEvent> watcher;

        OpenCall(Caller caller, BiConsumer<CallInfo, CallEvent> watcher) {
            this.caller = caller;
            this.watcher = watcher;
        }
    }

    /**
     * @param agents folders of the agents to serve
     * @param calls at once
     * @param progress told what is being done
     */
    public Trial(Home home, List<Path> agents, int calls, Consumer<String> progress) {
        this(home, agents, calls, Impairments.NONE, null, progress);
    }

    /**
     * The same over a bad network, or heard by another engine.
     *
     * @param impairments of the telephone's packets: the server does not know of them
     * @param engine hears the callers, whatever the agents' files say; null leaves it to the files
     */
    public Trial(
            Home home,
            List<Path> agents,
            int calls,
            Impairments impairments,
            @Nullable EngineKind engine,
            Consumer<String> progress) {
        this(home, temporaryFolder(), agents, calls, impairments, engine, progress);
    }

    private Trial(
            Home home,
            Path folder,
            List<Path> agents,
            int calls,
            Impairments impairments,
            @Nullable EngineKind engine,
            Consumer<String> progress) {
        this(
                Setup.of(home, config(home, folder, agents, calls))
                        .withProgress(progress)
                        .withEngine(engine),
                folder,
                impairments);
    }

    /**
     * A server with a configuration of its own, which listens on loopback. Its watcher is the trial's.
     *
     * @param folder temporary, deleted at the end
     */
    public Trial(Setup setup, Path folder) {
        this(setup, folder, Impairments.NONE);
    }

    private Trial(Setup setup, Path folder, Impairments impairments) {
        this.folder = folder;
        try {
            parley = Parley.start(setup.withWatcher(new Watcher()));
        } catch (RuntimeException | Error e) {
            delete(folder);
            throw e;
        }
        try {
            booth = PhoneBooth.open(LOOPBACK, impairments);
        } catch (RuntimeException | Error e) {
            parley.close();
            delete(folder);
            throw e;
        }
    }

    /** A folder for {@link #Trial(Setup, Path)}. */
    public static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("parley-");
        } catch (IOException e) {
            throw new UncheckedIOException("there is no place for temporary files", e);
        }
    }

    /** Free ports of loopback, a private Redis in the folder, the agents. */
    public static ParleyConfig config(Home home, Path folder, List<Path> agents, int calls) {
        ParleyConfig defaults = ParleyConfig.defaults(home.folder());
        return new ParleyConfig(
                new SipConfig(
                        List.of(new Listen(Transport.UDP, LOOPBACK, 0), new Listen(Transport.TCP, LOOPBACK, 0)),
                        defaults.sip().publicAddress()),
                new HttpConfig(LOOPBACK, 0),
                defaults.media(),
                agents,
                List.of(),
                List.of(),
                defaults.registrar(),
                new RedisConfig(null, folder.resolve("redis")),
                new Limits(calls, LONGEST_CALL),
                defaults.dictation());
    }

    /**
     * Phones an agent.
     *
     * @param name of the call: the user part of the caller's address, not that of another call under way
     * @param watcher told what the server does in this call, on the call's context there
     * @return completes when both sides are done with it
     */
    public Future<TrialCall> call(
            String number,
            String name,
            Caller caller,
            PhoneObserver observer,
            BiConsumer<CallInfo, CallEvent> watcher) {
        return call(number, name, caller, observer, watcher, false);
    }

    /** The same, with what both sides sent in the report. */
    public Future<TrialCall> recorded(String number, String name, Caller caller) {
        return call(number, name, caller, PhoneObserver.NONE, (call, event) -> {}, true);
    }

    private Future<TrialCall> call(
            String number,
            String name,
            Caller caller,
            PhoneObserver observer,
            BiConsumer<CallInfo, CallEvent> watcher,
            boolean record) {
        OpenCall call = new OpenCall(caller, watcher);
        if (open.putIfAbsent(name, call) != null) {
            throw new IllegalArgumentException("a call named " + name + " is under way");
        }
        return PhoneCall.place(booth.phone(), uri(number), name, caller, observer, record)
                .compose(report -> report.seconds() == 0
                        ? Future.failedFuture(new ServerFault(
                                "the call " + name + " to " + number + " was never answered: " + report.termination()))
                        : call.record.future().map(written -> call.call.build(name, report, written)))
                .onComplete(done -> open.remove(name));
    }

    /** Phones, whatever comes of it; completes when the telephone is done with the call. */
    public Future<PhoneReport> ring(String number, String name, Caller caller) {
        return PhoneCall.place(booth.phone(), uri(number), name, caller, PhoneObserver.NONE, false);
    }

    /** Phones and hangs up at once. */
    public Future<PhoneReport> cancel(String number, String name) {
        Promise<PhoneReport> over = Promise.promise();
        CallerScript nobody = new CallerScript(List.of());
        return booth.phone()
                .call(
                        uri(number),
                        name,
                        leg -> PhoneCall.at(leg, nobody, PhoneObserver.NONE, false)
                                .onComplete(over))
                .compose(leg -> {
                    leg.executor().execute(() -> leg.hangUp(Termination.callerHungUp()));
                    return over.future();
                });
    }

    /** Where an agent's number is phoned. */
    public String uri(String number) {
        return "sip:" + number + "@" + LOOPBACK + ":"
                + parley.sip(Transport.UDP).get(0).getPort();
    }

    /** The business of the examples, where an example is served. */
    public ExampleApis exampleApis() {
        return parley.exampleApis().orElseThrow(() -> new ServerFault("none of the agents is an example"));
    }

    /** What the media thread of the telephone counts; the server has its own. */
    public MediaCounters phoneCounters() {
        return booth.counters();
    }

    public Parley parley() {
        return parley;
    }

    @Override
    public void close() {
        try {
            booth.close();
        } finally {
            parley.close();
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": cannot be deleted", e);
        }
    }

    private final class Watcher implements CallWatcher {
        @Override
        public void event(CallInfo info, CallEvent event) {
            OpenCall call = open.get(info.caller());
            if (call != null) {
                long now = System.nanoTime();
                call.call.event(event, now);
                call.caller.told(event, now);
                call.watcher.accept(info, event);
            }
        }

        @Override
        public void ended(CallRecord record) {
            OpenCall call = open.get(record.call().caller());
            if (call != null) {
                call.record.tryComplete(record);
            }
        }
    }
}
