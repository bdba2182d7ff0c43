package io.parley.server;

import io.parley.actions.ActionFunctions;
import io.parley.actions.ActionsCounters;
import io.parley.actions.EmbeddedRedis;
import io.parley.actions.HttpActionBus;
import io.parley.actions.RedisStore;
import io.parley.actions.ScriptedAnswers;
import io.parley.actions.Store;
import io.parley.agent.AgentRuntime;
import io.parley.agent.CallLeg;
import io.parley.agent.CallObserver;
import io.parley.agent.LocalEngine;
import io.parley.agent.LocalEngine.Workplace;
import io.parley.agent.StockPhrases;
import io.parley.agent.SupervisedLeg;
import io.parley.agent.dictation.Dictation;
import io.parley.agent.voice.PromptCache;
import io.parley.config.ActionSpec;
import io.parley.config.AgentSpec;
import io.parley.config.ConfigException;
import io.parley.config.ConfigProblem;
import io.parley.config.DialConfig;
import io.parley.config.ParleyConfig;
import io.parley.config.Transport;
import io.parley.media.MediaCounters;
import io.parley.media.MediaEngine;
import io.parley.models.Lane;
import io.parley.server.demo.ExampleApis;
import io.parley.server.metrics.Metrics;
import io.parley.server.web.WebPhone;
import io.parley.sip.Dialling;
import io.parley.sip.Peers;
import io.parley.sip.SipGateway;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A running server: made of its parts here, in the order in which they need each other. Started and stopped on threads
 * that may block.
 */
public final class Parley implements AutoCloseable {
    /** Marks of live calls in the store are renewed this often, well before they expire. */
    private static final Duration RENEW = Store.LIVE_KEEP.dividedBy(3);

    private final Setup setup;
    private final ParleyConfig config;
    /** Null where a program makes the agents. */
    private final @Nullable Roster roster;
    /** Whom agents may call, as it was last read. */
    private final AtomicReference<DialConfig> dial;

    private final Closing closing = new Closing();
    private final Readiness readiness = new Readiness();
    private final Metrics metrics = new Metrics();
    private final Admission admission = new Admission();
    private final Vertx vertx;
    private final HttpApi http;
    private final Store store;
    private final @Nullable ExampleApis examples;
    private final MediaEngine media;
    private final HttpActionBus bus;
    private final CallDesk desk;
    private final SipGateway gateway;
    private final Models models;
    private @Nullable Recognition recognition;
    private @Nullable Dictation dictation;
    private final List<Lane> lanes = new CopyOnWriteArrayList<>();
    /** What callers of an agent hear when nothing can be rendered for them, by its id. */
    private final Map<String, StockPhrases> phrases = new ConcurrentHashMap<>();

    private volatile boolean drained;

    /**
     * Starts a server; when this returns it takes calls.
     *
     * @throws io.parley.config.ConfigException with everything that is wrong in the agents' files
     * @throws RuntimeException when a port, the store or a model cannot be had; nothing stays open
     */
    public static Parley start(Setup setup) {
        AtomicReference<DialConfig> dial = new AtomicReference<>(setup.config().dial());
        Roster roster = new Roster(setup, dial::get);
        Parley parley = new Parley(setup, roster, roster.reception(), ActionFunctions.NONE, dial);
        try {
            roster.open(parley.ready(roster.specs()));
            parley.keepOnly(roster.specs());
            parley.open();
            return parley;
        } catch (RuntimeException | Error e) {
            parley.close();
            throw e;
        }
    }

    /**
     * Starts a server whose agents a program makes; until {@link #open} calls are answered 503.
     *
     * @param functions the actions that are Java
     * @throws RuntimeException when a port, the store or a model cannot be had; nothing stays open
     */
    public static Parley start(Setup setup, Reception reception, ActionFunctions functions) {
        AtomicReference<DialConfig> dial = new AtomicReference<>(setup.config().dial());
        return new Parley(setup, null, reception, functions, dial);
    }

    private Parley(
            Setup setup,
            @Nullable Roster roster,
            Reception reception,
            ActionFunctions functions,
            AtomicReference<DialConfig> dial) {
        this.setup = setup;
        this.dial = dial;
        this.roster = roster;
        this.config = setup.config();
        try {
            vertx = openVertx();
            http = closing.add("HTTP", HttpApi.listen(vertx, config.http(), readiness, metrics));
            ActionsCounters actions = new ActionsCounters();
            metrics.show(actions);
            store = store(actions);
            readiness.wants("store", store::connected);
            if (config.redis().uri() == null) {
                // Nobody else writes there: what is marked as live was an earlier process's.
                LostCalls.settle(vertx, store, metrics);
            }
            examples = examples();
            bus = bus(actions, functions);
            agents().forEach(this::load);
            Path recordings = setup.home().data().resolve("recordings");
            desk = new CallDesk(reception, store, metrics, recordings, setup.watcher(), admission);
            media = media();
            gateway = gateway(desk);
            step("loading the models");
            models = closing.add("the models", Models.open(setup.home(), startLanes(), metrics));
        } catch (RuntimeException | Error e) {
            closing.close();
            throw e;
        }
    }

    /** Compiles what the callers of agents may say, and warms what they need. Takes seconds. */
    private Map<String, AgentRuntime> ready(List<AgentSpec> agents) {
        recognition = recognition();
        step("compiling what callers may say");
        Map<String, AgentRuntime> ready = Agents.ready(agents, models, recognition);
        step("warming the models and rendering the prompts");
        warm(ready.values());
        dictation = recognition == null ? null : recognisers(recognition);
        metrics.forgetWork();
        return ready;
    }

    /**
     * Has agents' files that are saved take effect for the next call, from now on.
     *
     * @param tell what is said to whoever runs the server
     */
    public void watchFiles(Consumer<String> tell) {
        AgentFiles read =
                Objects.requireNonNull(roster, "the agents are a program's").files();
        closing.add("watching the agents' files", new Reloading(config.agents(), read, this::reload, metrics, tell));
    }

    /** Has {@code dial} of the configuration take effect when its file is saved, from now on. */
    public void watchDial(Path file, Consumer<String> tell) {
        DialWatch watch = new DialWatch(file, config.dial(), this::dial, tell);
        vertx.setPeriodic(
                DialWatch.LOOK_MILLIS,
                timer -> vertx.executeBlocking(() -> {
                    watch.look();
                    return null;
                }));
    }

    private void dial(DialConfig rules) {
        dial.set(rules);
        gateway.dial(rules);
    }

    /**
     * Reads the agents' files again. Blocks.
     *
     * @throws ConfigException with everything that is wrong in them, and then nothing has changed
     */
    Roster.Change reload() {
        Roster served = Objects.requireNonNull(roster, "the agents are a program's");
        try {
            return served.refresh(this::again);
        } finally {
            keepOnly(served.specs());
        }
    }

    private void keepOnly(List<AgentSpec> agents) {
        bus.keepOnly(agents.stream()
                .flatMap(agent -> agent.actions().values().stream())
                .toList());
    }

    private Map<String, AgentRuntime> again(List<AgentSpec> agents) {
        Recognition heard = recognition;
        List<ConfigProblem> later = agents.stream()
                .filter(agent -> agent.dictates().isPresent() && heard == null
                        || agent.paraphrases() && (heard == null || !heard.compares()))
                .map(agent -> new ConfigProblem(
                        agent.folder().resolve("agent.yaml"),
                        0,
                        "",
                        agent.dictates().orElse("paraphrases"),
                        "nothing that needs free speech taken down, for which this server must be started anew"))
                .toList();
        if (!later.isEmpty()) {
            throw new ConfigException(later);
        }
        agents.forEach(this::load);
        Map<String, AgentRuntime> ready = Agents.ready(agents, models, heard);
        warm(ready.values());
        return ready;
    }

    private void load(AgentSpec agent) {
        bus.load(agent.folder().resolve("actions.yaml"), agent.actions().values());
    }

    /** Renders what agents say and lets every lane hear for them. On a thread that may block. */
    public void warm(Collection<AgentRuntime> agents) {
        WarmUp.run(models, agents);
        PromptCache prompts = models.prompts().get(0);
        agents.forEach(agent -> phrases.put(agent.spec().id(), WarmUp.record(agent, prompts)));
    }

    /** Takes calls from now on. */
    public void open() {
        CallEvents events = new CallEvents(store, metrics, desk, setup.watcher());
        World world = setup.world();
        LocalEngine engine = new LocalEngine(models.workplaces(), bus, events, world.clock(), dictation);
        desk.open(
                (leg, agent) -> engine.open(supervised(world.legs().apply(leg), agent, events), agent), gateway, vertx);
        vertx.setPeriodic(RENEW.toMillis(), timer -> desk.renew());
        watchLoad();
        http.show(desk);
        http.phone(new WebPhone(new WebPhone.Parts(
                vertx, config.http(), config.limits(), gateway.others(), media, desk, this::numbers)));
        readiness.ready();
    }

    /** What can be dialled, as far as the agents' files name it. */
    private List<String> numbers() {
        return agents().stream().flatMap(agent -> agent.numbers().stream()).toList();
    }

    private Vertx openVertx() {
        Vertx made = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(Math.max(2, Runtime.getRuntime().availableProcessors()))
                .setWorkerPoolSize(4)
                .setInternalBlockingPoolSize(4)
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
        closing.add("Vert.x", () -> Waiting.on(made.close(), "closing Vert.x"));
        return made;
    }

    private Store store(ActionsCounters counters) {
        URI uri = config.redis().uri();
        if (uri == null) {
            step("starting the private Redis");
            uri = closing.add(
                            "the private Redis",
                            EmbeddedRedis.start(config.redis().data(), false, counters))
                    .uri();
            return closing.add("the store", RedisStore.openPrivate(vertx, uri, counters));
        }
        return closing.add("the store", RedisStore.open(vertx, uri, counters));
    }

    private @Nullable ExampleApis examples() {
        if (agents().stream()
                .noneMatch(agent -> ExampleApis.isExample(setup.home().examples(), agent))) {
            return null;
        }
        ExampleApis apis = Waiting.on(ExampleApis.start(vertx), "the examples' business");
        closing.add("the examples' business", () -> Waiting.on(apis.close(), "closing the examples' business"));
        return apis;
    }

    private HttpActionBus bus(ActionsCounters counters, ActionFunctions functions) {
        HttpActionBus opened = openBus(counters, functions);
        closing.add("the actions", () -> Waiting.on(opened.close(), "closing the actions"));
        return opened;
    }

    private HttpActionBus openBus(ActionsCounters counters, ActionFunctions functions) {
        ScriptedAnswers answers = setup.world().answers();
        if (answers != null) {
            List<ActionSpec> actions = agents().stream()
                    .flatMap(agent -> agent.actions().values().stream())
                    .toList();
            return HttpActionBus.answered(vertx, store, actions, answers, counters, metrics.actionTimes());
        }
        Map<String, String> env = new HashMap<>(examples == null ? Map.of() : examples.environment());
        env.putAll(setup.env());
        return HttpActionBus.onVertx(vertx, store, env, functions, counters, metrics.actionTimes());
    }

    private MediaEngine media() {
        MediaEngine started = closing.add(
                "media", MediaEngine.start(config.media(), setup.world().network()));
        metrics.show(started.counters());
        metrics.gauge("parley_media_sessions", "RTP sessions that are open.", started::sessions);
        return started;
    }

    /** Listens before the models are loaded, so that a port that is taken is told at once; until then it answers 503. */
    private SipGateway gateway(CallDesk desk) {
        Peers peers = new Peers(
                config.trunks(),
                config.registrar(),
                secret -> secret.read(setup.env()),
                new Dialling(config.dial(), new StoreDialCounter(store)));
        SipGateway started = SipGateway.start(vertx, config.sip(), peers, config.limits(), media, desk);
        http.trunks(started::registrations);
        http.dialling(new DialSwitch() {
            @Override
            public boolean isOn() {
                return started.isDialling();
            }

            @Override
            public void turn(boolean on) {
                started.dialling(on);
            }
        });
        http.bans(started::bans, started::liftBan);
        metrics.show(started::registrations);
        closing.add("SIP", () -> {
            if (!drained) {
                Waiting.on(started.stop(Duration.ZERO), "closing SIP");
            }
        });
        metrics.show(started.counters());
        metrics.gauge("parley_sip_lines_taken", "Calls that hold a line.", started::liveCalls);
        metrics.gauge("parley_registrar_bindings", "Telephones of users that are registered here.", started::bindings);
        metrics.gauge("parley_sip_dialogs", "Dialogs, those that are being ended included.", started::dialogs);
        metrics.gauge("parley_sip_transactions", "Transactions, server and client.", started::transactions);
        metrics.gauge("parley_sip_timers", "Timers that run, of calls and of the SIP stack.", started::timers);
        return started;
    }

    /** Loaded only where an agent needs it. */
    private @Nullable Recognition recognition() {
        if (agents().stream().allMatch(agent -> agent.dictates().isEmpty())) {
            return null;
        }
        step("loading the recognisers of free speech");
        return closing.add("free speech", Recognition.open(setup.home(), models, agents(), metrics));
    }

    private Dictation recognisers(Recognition recognition) {
        int count = config.dictation().recognisers();
        Dictation made = recognition.dictation(Waiting.on(Lane.deploy(vertx, "recogniser", count), "threads"));
        WarmUp.run(made, models);
        return made;
    }

    private void watchLoad() {
        lanes.addAll(models.workplaces().stream().map(Workplace::lane).toList());
        LoadProbe probe =
                closing.add("watching the load", new LoadProbe(admission, lanes, media.counters(), System::nanoTime));
        metrics.gauge(
                "parley_admission_refusing",
                "1 while calls are refused because of the load, else 0.",
                () -> admission.refuses() ? 1 : 0);
        metrics.gauge(
                "parley_load_queue_seconds",
                "Standing queue of the slowest lane in the last second.",
                () -> probe.last().queueMillis() / 1e3);
        metrics.gauge(
                "parley_load_late_steps_ratio",
                "Share of media steps that were late in the last second.",
                () -> probe.last().lateSteps());
        metrics.gauge(
                "parley_load_heap_ratio",
                "Share of the heap in use after the last collection.",
                () -> probe.last().heap());
        vertx.setPeriodic(LoadProbe.LOOK_MILLIS, timer -> probe.look());
    }

    private CallLeg supervised(CallLeg leg, AgentRuntime agent, CallObserver observer) {
        StockPhrases own = phrases.getOrDefault(agent.spec().id(), StockPhrases.NONE);
        return new SupervisedLeg(leg, agent, own, observer);
    }

    private List<Lane> startLanes() {
        return Waiting.on(Lane.deploy(vertx, Lane.defaultCount()), "the lanes");
    }

    private void step(String what) {
        readiness.notYet(what);
        setup.progress().accept(what);
    }

    public List<AgentSpec> agents() {
        return roster == null ? List.of() : roster.specs();
    }

    /** Where SIP is heard; with port 0 in the configuration, the port the system gave. */
    public List<InetSocketAddress> sip(Transport transport) {
        return gateway.addresses(transport);
    }

    public int httpPort() {
        return http.port();
    }

    /** The business of the examples; empty where none of them is served. */
    public Optional<ExampleApis> exampleApis() {
        return Optional.ofNullable(examples);
    }

    /** What hears and speaks, for agents that are made ready while the server runs. */
    public Models models() {
        return models;
    }

    /** What does the agents' actions. */
    public HttpActionBus actions() {
        return bus;
    }

    /** Whether a call is ringing or up. */
    public boolean isLive(String callId) {
        return desk.live(callId) != null;
    }

    /** For tests, which put a load on them. */
    List<Lane> lanes() {
        return lanes;
    }

    public int liveCalls() {
        return gateway.liveCalls();
    }

    /** Telephones of users that are registered here. */
    public int bindings() {
        return gateway.bindings();
    }

    public int dialogs() {
        return gateway.dialogs();
    }

    public int timers() {
        return gateway.timers();
    }

    public int transactions() {
        return gateway.transactions();
    }

    /** RTP sessions that are open. */
    public int sessions() {
        return media.sessions();
    }

    /** What the media thread counts. */
    public MediaCounters mediaCounters() {
        return media.counters();
    }

    public Vertx vertx() {
        return vertx;
    }

    /**
     * Stops: new calls are answered 503, those under way may end by themselves, the rest is hung up, records are written.
     *
     * @param drain how long calls under way may take
     */
    public void stop(Duration drain) {
        readiness.notYet("stopping");
        Waiting.on(gateway.stop(drain), drain.plusSeconds(10), "the calls under way");
        drained = true;
        close();
    }

    @Override
    public void close() {
        readiness.notYet("stopping");
        closing.close();
    }
}
