package io.parley.server;

import io.parley.agent.AgentRuntime;
import io.parley.agent.CallInfo;
import io.parley.config.Routes;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The agents of files, by the numbers in them and the configuration's routes. */
final class FileReception implements Reception {
    private final Routes routes;
    private volatile Map<String, Future<AgentRuntime>> agents = Map.of();

    FileReception(Routes routes) {
        this.routes = routes;
    }

    /** @param ready by id; before they are ready no call may be taken */
    void staff(Map<String, AgentRuntime> ready) {
        agents = ready.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, agent -> Future.succeededFuture(agent.getValue())));
    }

    @Override
    public Optional<String> agentFor(CallInfo call) {
        return routes.agentFor(call.number());
    }

    @Override
    public Future<AgentRuntime> agent(CallInfo call) {
        return Objects.requireNonNull(agents.get(agentFor(call).orElseThrow()), "taken before the agents were ready");
    }
}
