package io.parley.server;

import io.parley.agent.AgentRuntime;
import io.parley.agent.CallInfo;
import io.parley.config.Routes;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The agents of files, by the numbers in them and the configuration's routes. */
final class FileReception implements Reception {
    private record Staff(Routes routes, Map<String, Future<AgentRuntime>> agents) {}

    private volatile Staff staff;

    /** @param routes by which a call is refused whose number is nobody's, while the agents are not ready */
    FileReception(Routes routes) {
        this.staff = new Staff(routes, Map.of());
    }

    /**
     * Has these answer from the next call on.
     *
     * @param ready by id; before they are ready no call may be taken
     */
    void staff(Routes routes, Map<String, AgentRuntime> ready) {
        staff = new Staff(
                routes,
                ready.entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                Map.Entry::getKey, agent -> Future.succeededFuture(agent.getValue()))));
    }

    @Override
    public Optional<String> agentFor(CallInfo call) {
        return staff.routes().agentFor(call.number());
    }

    @Override
    public Future<AgentRuntime> agent(CallInfo call) {
        Staff now = staff;
        Future<AgentRuntime> agent =
                now.routes().agentFor(call.number()).map(now.agents()::get).orElse(null);
        return agent == null ? Future.failedFuture("nobody answers that number any more") : agent;
    }
}
