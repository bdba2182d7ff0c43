package io.parley.actions;

import io.parley.config.ActionSpec;
import io.parley.config.ActionSpec.Risk;
import io.parley.config.ConfigException;
import io.parley.config.ConfigProblem;
import io.parley.config.HomeRequest;
import io.parley.config.McpTool;
import io.parley.config.OpenApiOperation;
import io.parley.config.StreamRequest;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bus as it is: actions of files are of kind {@code http}, {@code mcp} or {@code script}, those of a program around us of kind {@code java}, and
 * another {@link ActionKind} would stand beside them. The rules are checked on the calling thread before anything leaves; the rest runs on
 * the context of the caller (on Vert.x a fresh one for a thread that has none), so the result arrives where the call lives.
 */
public final class HttpActionBus implements ActionBus {
    /** The longest argument; a spoken slot is a thousandth of it. */
    static final int MAX_ARGUMENT_CHARS = 2_000;

    /** Actions whose templates are kept; beyond it (many reloads of files) they are read anew when next needed. */
    static final int MAX_READY = 4_096;

    private static final HttpWire NOWHERE = call -> {
        throw new IllegalStateException("files that are checked send nothing");
    };

    private final BusParts parts;
    private final InFlight inFlight;
    private final Map<String, String> env;
    private final ActionWires wires;
    private final HttpKind http;
    private final FunctionKind functions;
    private final ActionKind scripts;
    private final ActionKind tools;
    private final ActionKind operations;
    private final ActionKind streams;
    private final ActionKind homes;
    private final List<ActionKind> kinds;
    private final Map<ActionSpec, ActionKind.Ready> ready = new ConcurrentHashMap<>();

    /** @param network null where nothing leaves */
    private HttpActionBus(
            BusParts parts,
            Map<String, String> env,
            InFlight inFlight,
            ActionWires wires,
            ActionFunctions functions,
            @Nullable HttpWire network) {
        this.parts = parts;
        this.env = Map.copyOf(env);
        this.inFlight = inFlight;
        this.wires = wires;
        this.http = new HttpKind(wires);
        this.functions = new FunctionKind(functions, parts.contexts());
        ActionKind answered = new AnsweredKind(wires);
        this.scripts = network == null
                ? answered
                : new ScriptKind(this.functions, parts.store().notes(), wires);
        this.operations = network == null ? answered : new OpenApiKind(wires);
        this.tools = network == null ? answered : new McpKind(parts, network);
        this.streams = network == null ? answered : new StreamKind(parts);
        this.homes = network == null ? answered : new HomeKind(wires);
        this.kinds = List.of(http, this.functions, scripts, operations, tools, streams, homes);
    }

    /**
     * A bus on Vert.x that reaches the network.
     *
     * @param env what <code>${env:NAME}</code> in a template stands for, usually {@link System#getenv()}
     * @param counters where outcomes are counted
     */
    public static HttpActionBus onVertx(
            Vertx vertx, Store store, Map<String, String> env, ActionsCounters counters, ActionObserver observer) {
        return onVertx(vertx, store, env, ActionFunctions.NONE, counters, observer);
    }

    /** @param functions the program's own, for actions of kind {@code java} */
    public static HttpActionBus onVertx(
            Vertx vertx,
            Store store,
            Map<String, String> env,
            ActionFunctions functions,
            ActionsCounters counters,
            ActionObserver observer) {
        return onVertx(vertx, parts(vertx, store, counters, observer), env, functions, new InFlight());
    }

    static HttpActionBus onVertx(
            Vertx vertx, BusParts parts, Map<String, String> env, ActionFunctions functions, InFlight inFlight) {
        ApiWires wires = new ApiWires(vertx, parts);
        return new HttpActionBus(parts, env, inFlight, wires, functions, wires.plain());
    }

    /** A bus on Vert.x that reaches nobody: a script answers. Environment variables that are not set do not matter. */
    public static HttpActionBus answered(
            Vertx vertx,
            Store store,
            Collection<ActionSpec> actions,
            ScriptedAnswers answers,
            ActionsCounters counters,
            ActionObserver observer) {
        BusParts parts = parts(vertx, store, counters, observer);
        return answered(parts, actions, answers);
    }

    /**
     * A bus in somebody else's time that reaches nobody: a script answers, and what it remembers ends with it. Everything
     * happens on the thread of {@code context} and of the timers, which must be the same.
     *
     * @param random from 0 (inclusive) to 1 (exclusive), for the back-off's jitter
     */
    public static HttpActionBus simulated(
            Timers timers,
            Executor context,
            DoubleSupplier random,
            Collection<ActionSpec> actions,
            ScriptedAnswers answers) {
        BusParts parts = new BusParts(
                timers,
                () -> context,
                new MemoryStore(),
                new Wishes(),
                ConcurrentHashMap.newKeySet(),
                new ActionsCounters(),
                ActionObserver.NONE,
                random);
        return answered(parts, actions, answers);
    }

    private static HttpActionBus answered(BusParts parts, Collection<ActionSpec> actions, ScriptedAnswers answers) {
        return new HttpActionBus(
                parts,
                StandIns.of(actions, Map.of()),
                new InFlight(),
                (action, reader) -> new ScriptedWire(parts.timers(), answers, action),
                ActionFunctions.NONE,
                null);
    }

    private static BusParts parts(Vertx vertx, Store store, ActionsCounters counters, ActionObserver observer) {
        return parts(
                vertx,
                store,
                counters,
                observer,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    static BusParts parts(
            Vertx vertx, Store store, ActionsCounters counters, ActionObserver observer, DoubleSupplier random) {
        Supplier<Executor> contexts = () -> {
            Context context = vertx.getOrCreateContext();
            return job -> context.runOnContext(v -> job.run());
        };
        return new BusParts(
                new VertxTimers(vertx),
                contexts,
                store,
                new Wishes(),
                ConcurrentHashMap.newKeySet(),
                counters,
                observer,
                random);
    }

    /** Everything that is wrong with a file's actions, for checking it without running them. */
    public static List<ConfigProblem> check(Path file, Collection<ActionSpec> actions, Map<String, String> env) {
        TemplateReader reader = new TemplateReader(env, new Problems(file));
        OpenApiKind documents = new OpenApiKind((action, problems) -> NOWHERE);
        HomeKind homes = new HomeKind((action, problems) -> NOWHERE);
        for (ActionSpec action : actions) {
            ApiWires.check(action, reader);
            if (action.kind() instanceof ActionSpec.Script script) {
                ScriptKind.readScript(action, script, key(action), reader);
            } else if (action.kind() instanceof McpTool tool) {
                McpKind.readTool(action, tool, key(action), reader);
            } else if (action.kind() instanceof StreamRequest stream) {
                StreamKind.readRequest(action, stream, key(action), reader);
            } else if (action.kind() instanceof HomeRequest) {
                homes.read(action, key(action), reader);
            } else if (action.kind() instanceof OpenApiOperation) {
                documents.load(action, key(action), reader);
            } else {
                HttpKind.readTemplates(action, key(action), reader);
            }
        }
        return reader.problems().list();
    }

    /**
     * Reads the templates of a file's actions, so that a caller never meets a mistake in them.
     *
     * @throws ConfigException with everything that is wrong
     */
    public void load(Path file, Collection<ActionSpec> actions) {
        TemplateReader reader = new TemplateReader(env, new Problems(file));
        for (ActionSpec action : actions) {
            ActionKind.Ready read = kind(action).load(action, key(action), reader);
            if (read != null) {
                keep(action, read);
            }
        }
        if (reader.problems().count() > 0) {
            throw new ConfigException(reader.problems().list());
        }
    }

    @Override
    public Invocation run(ActionRequest request) {
        try {
            return begin(request);
        } catch (RuleBroken broken) {
            return answered(request, null, new ActionResult.Refused(0, broken.reason()));
        } catch (ConfigException e) {
            return answered(request, null, new ActionResult.Failed(false, "the action's file is wrong"));
        }
    }

    /**
     * Lets go of tool servers and connections that no action needs any more, some minutes from now.
     *
     * @param inUse the actions of all files as they are now; those of calls under way still run
     */
    public void keepOnly(Collection<ActionSpec> inUse) {
        wires.keepOnly(inUse);
        kinds.forEach(kind -> kind.keepOnly(inUse));
        ready.keySet().retainAll(inUse);
    }

    /** Gives up what is under way and closes every connection. */
    public Future<Void> close() {
        List.copyOf(parts.running()).forEach(Operation::shutDown);
        List<Future<Void>> closed = kinds.stream().map(ActionKind::close).toList();
        return Future.join(closed).<Void>mapEmpty().eventually(wires::close);
    }

    private Invocation begin(ActionRequest request) {
        checkRules(request);
        WishId wish = request.action().risk() == Risk.READ ? null : WishId.of(request);
        ActionKind.Prepared prepared = readyFor(request.action()).prepare(request, wish == null ? null : wish.id());
        Executor context = parts.contexts().get();
        if (wish == null) {
            Operation operation = operation(context, request, prepared, null);
            return operation == null ? busy(request, null) : started(operation);
        }
        Wishes.Found found = parts.wishes().find(wish, () -> operation(context, request, prepared, wish));
        if (found instanceof Wishes.Started begun) {
            return started(begun.operation());
        } else if (found instanceof Wishes.Running under) {
            parts.counters().add(ActionsCounter.REPEATED);
            return JoinedInvocation.join(parts, context, request, under.operation());
        } else if (found instanceof Wishes.Done done) {
            parts.counters().add(ActionsCounter.REPEATED);
            return answered(request, wish, done.result());
        }
        return busy(request, wish);
    }

    /** What cannot be undone needs the caller's word for exactly these arguments. */
    private static void checkRules(ActionRequest request) {
        if (request.action().risk() == Risk.IRREVERSIBLE && !request.arguments().equals(request.confirmed())) {
            throw new RuleBroken(
                    request.confirmed() == null
                            ? "the caller has not confirmed it"
                            : "the caller has confirmed other arguments");
        }
        request.arguments().forEach((name, value) -> {
            if (value.length() > MAX_ARGUMENT_CHARS) {
                throw new RuleBroken("argument '" + name + "' is longer than " + MAX_ARGUMENT_CHARS + " characters");
            }
        });
    }

    private ActionKind kind(ActionSpec action) {
        if (action.kind() instanceof ActionSpec.Java) {
            return functions;
        } else if (action.kind() instanceof ActionSpec.Script) {
            return scripts;
        }
        if (action.kind() instanceof OpenApiOperation) {
            return operations;
        } else if (action.kind() instanceof StreamRequest) {
            return streams;
        } else if (action.kind() instanceof HomeRequest) {
            return homes;
        }
        return action.kind() instanceof McpTool ? tools : http;
    }

    private ActionKind.Ready readyFor(ActionSpec action) {
        ActionKind.Ready known = ready.get(action);
        if (known != null) {
            return known;
        }
        TemplateReader reader = new TemplateReader(env, new Problems(Path.of("actions.yaml")));
        ActionKind.Ready read = kind(action).read(action, key(action), reader);
        if (read == null) {
            throw new ConfigException(reader.problems().list());
        }
        keep(action, read);
        return read;
    }

    private void keep(ActionSpec action, ActionKind.Ready read) {
        if (ready.size() >= MAX_READY) {
            ready.clear();
        }
        ready.put(action, read);
    }

    private @Nullable Operation operation(
            Executor context, ActionRequest request, ActionKind.Prepared prepared, @Nullable WishId wish) {
        InFlight.Place place = inFlight.tryAcquire(prepared.target());
        return place == null ? null : new Operation(parts, context, request, prepared, wish, place);
    }

    private Invocation started(Operation operation) {
        parts.running().add(operation);
        operation.start();
        return operation;
    }

    private Invocation busy(ActionRequest request, @Nullable WishId wish) {
        parts.counters().add(ActionsCounter.BUSY);
        return answered(request, wish, new ActionResult.Failed(true, "busy"));
    }

    private Invocation answered(ActionRequest request, @Nullable WishId wish, ActionResult result) {
        JoinedInvocation invocation = new JoinedInvocation(parts, request, wish);
        invocation.tell(result);
        return invocation;
    }

    private static String key(ActionSpec action) {
        return "actions." + action.name();
    }
}
