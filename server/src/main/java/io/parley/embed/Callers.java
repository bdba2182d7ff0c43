package io.parley.embed;

import io.parley.actions.ActionFunction;
import io.parley.actions.ActionFunctions;
import io.parley.agent.AgentRuntime;
import io.parley.agent.CallEvent;
import io.parley.agent.CallInfo;
import io.parley.agent.CallRecord;
import io.parley.config.AgentSpec;
import io.parley.config.ConfigException;
import io.parley.config.ConfigProblem;
import io.parley.config.Route;
import io.parley.config.Routes;
import io.parley.server.Agents;
import io.parley.server.CallWatcher;
import io.parley.server.Parley;
import io.parley.server.Reception;
import io.parley.server.VoiceNames;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The plans of a program, and what was planned for each call that rings or is up. */
final class Callers implements Reception, ActionFunctions, CallWatcher {
    /** Plans at once in the making. */
    private static final int PLANNERS = 8;

    private static final int MOST_PLANS = 500;

    private final EventThread events = new EventThread();
    private final Map<Path, AgentSpec> folders = new ConcurrentHashMap<>();
    /** By call; as many as there are lines. */
    private final Map<String, PlannedCall> planned = new ConcurrentHashMap<>();

    private volatile Plans plans = new Plans(Routes.of(List.of(), List.of()), List.of());
    private @Nullable Server server;

    private record Plan(Route route, AgentSpec rehearsed, Consumer<CallPlan> by) {}

    private record Plans(Routes routes, List<Plan> all) {
        Plan of(String agent) {
            return all.stream()
                    .filter(plan -> plan.rehearsed.id().equals(agent))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private record Server(Parley parley, WorkerExecutor planners, GrammarCache grammars) {}

    /** Before any call: the server that asks here. */
    synchronized void serve(Parley parley) {
        server = new Server(
                parley,
                parley.vertx().createSharedWorkerExecutor("parley-calls", PLANNERS),
                new GrammarCache(agent -> Agents.grammar(agent, parley.models())));
    }

    private Server server() {
        return Objects.requireNonNull(server, "asked before the server was there");
    }

    /** Rehearses a plan, and takes calls by it. */
    synchronized void add(String number, Consumer<CallPlan> by) {
        Plans before = plans;
        if (before.all.size() == MOST_PLANS) {
            throw Mistake.of("onCall", number, "at most " + MOST_PLANS + " of them");
        }
        String name = before.all.isEmpty() ? "agent" : "agent-" + (before.all.size() + 1);
        PlannedCall rehearsed = rehearse(number, by, name);
        AgentSpec agent = rehearsed.agent();
        Route route = Mistake.in("onCall", () -> new Route(number, agent.id()));
        for (Plan other : before.all) {
            if (other.rehearsed.id().equals(agent.id())) {
                throw Mistake.of("name", agent.id(), "a name of its own for every onCall");
            }
            if (other.route.number().equals(number)) {
                throw Mistake.of("onCall", number, "each number once");
            }
        }
        server().parley.warm(List.of(runtime(agent)));
        plans = with(before.all, new Plan(route, agent, by));
        if (before.all.isEmpty()) {
            server().parley.open();
        }
    }

    private static Plans with(List<Plan> before, Plan another) {
        List<Plan> all = Stream.concat(before.stream(), Stream.of(another)).toList();
        return new Plans(
                Routes.of(
                        all.stream().map(Plan::rehearsed).toList(),
                        all.stream().map(Plan::route).toList()),
                all);
    }

    private PlannedCall rehearse(String number, Consumer<CallPlan> by, String name) {
        CallInfo nobody = new CallInfo("rehearsal", true, number, "", null, "local", Instant.EPOCH);
        return complete(new CallPlan(nobody, true, name, this::folder), by);
    }

    private PlannedCall complete(CallPlan plan, Consumer<CallPlan> by) {
        by.accept(plan);
        PlannedCall complete = plan.complete();
        knows(complete.agent());
        server().parley.actions().load(Mistake.PLACE, complete.agent().actions().values());
        return complete;
    }

    /** A voice or a style that there is not is a mistake of the plan. */
    private void knows(AgentSpec agent) {
        List<ConfigProblem> unknown = VoiceNames.problems(
                Mistake.PLACE, agent, server().parley.models().voices());
        if (!unknown.isEmpty()) {
            throw new ConfigException(unknown);
        }
    }

    private AgentRuntime runtime(AgentSpec agent) {
        return AgentRuntime.of(agent, server().grammars::of);
    }

    private AgentSpec folder(Path folder) {
        if (folders.size() >= MOST_PLANS) {
            folders.clear();
        }
        return folders.computeIfAbsent(folder.toAbsolutePath().normalize(), AgentSpec::load);
    }

    @Override
    public Optional<String> agentFor(CallInfo call) {
        Plans now = plans;
        return now.all.isEmpty() ? Optional.of("none") : now.routes.agentFor(call.number());
    }

    @Override
    public Future<AgentRuntime> agent(CallInfo call) {
        Plans now = plans;
        Plan plan = now.of(now.routes.agentFor(call.number()).orElseThrow());
        return server().planners.executeBlocking(() -> plan(call, plan), false);
    }

    private AgentRuntime plan(CallInfo call, Plan plan) {
        PlannedCall complete = complete(new CallPlan(call, false, plan.rehearsed.id(), this::folder), plan.by);
        AgentRuntime runtime = runtime(complete.agent());
        planned.put(call.id(), complete);
        if (!server().parley.isLive(call.id())) {
            planned.remove(call.id());
        }
        return runtime;
    }

    @Override
    public @Nullable ActionFunction find(String callId, String action) {
        PlannedCall call = planned.get(callId);
        return call == null ? null : call.functions().get(action);
    }

    @Override
    public void event(CallInfo info, CallEvent event) {
        PlannedCall call = planned.get(info.id());
        if (call != null && call.follower().wants(event)) {
            events.tell(() -> call.follower().told(event));
        }
    }

    @Override
    public void ended(CallRecord record) {
        PlannedCall call = planned.remove(record.call().id());
        if (call != null && call.follower().wantsTheEnd()) {
            events.tellSurely(() -> call.follower().over(record));
        }
    }

    /** When the server has stopped: nothing is told any more after what waits. */
    void close() {
        try {
            events.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
