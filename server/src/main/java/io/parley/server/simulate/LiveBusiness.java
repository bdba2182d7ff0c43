package io.parley.server.simulate;

import io.parley.actions.ActionBus;
import io.parley.actions.ActionObserver;
import io.parley.actions.ActionsCounters;
import io.parley.actions.HttpActionBus;
import io.parley.actions.Store;
import io.parley.config.AgentSpec;
import io.parley.server.Home;
import io.parley.server.Waiting;
import io.parley.server.demo.ExampleApis;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The real APIs behind actions, for calls in virtual time. Opened and closed on a thread that may block. */
final class LiveBusiness implements AutoCloseable {
    private final Vertx vertx;
    private final HttpActionBus bus;

    private LiveBusiness(Vertx vertx, HttpActionBus bus) {
        this.vertx = vertx;
        this.bus = bus;
    }

    /** The business of the examples runs too, where one of them is among the agents. */
    static LiveBusiness open(Home home, Collection<AgentSpec> agents) {
        Vertx vertx = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(2).setInternalBlockingPoolSize(2));
        try {
            Map<String, String> env = new HashMap<>();
            if (agents.stream().anyMatch(agent -> ExampleApis.isExample(home.examples(), agent))) {
                env.putAll(Waiting.on(ExampleApis.start(vertx), "the examples' business")
                        .environment());
            }
            env.putAll(System.getenv());
            HttpActionBus bus =
                    HttpActionBus.onVertx(vertx, Store.inMemory(), env, new ActionsCounters(), ActionObserver.NONE);
            return new LiveBusiness(vertx, loaded(bus, agents));
        } catch (RuntimeException e) {
            vertx.close();
            throw e;
        }
    }

    private static HttpActionBus loaded(HttpActionBus bus, Collection<AgentSpec> agents) {
        try {
            agents.forEach(agent -> bus.load(
                    agent.folder().resolve("actions.yaml"), agent.actions().values()));
            return bus;
        } catch (RuntimeException e) {
            Waiting.on(bus.close(), "closing the actions"); // of which some may have started tool servers
            throw e;
        }
    }

    ActionBus bus() {
        return bus;
    }

    @Override
    public void close() {
        Waiting.on(bus.close(), "closing the actions");
        Waiting.on(vertx.close(), "closing Vert.x");
    }
}
