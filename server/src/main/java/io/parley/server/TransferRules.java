package io.parley.server;

import io.parley.config.AgentSpec;
import io.parley.config.ConfigProblem;
import io.parley.config.DialConfig;
import io.parley.config.TransferSpec;
import io.parley.sip.OwnUsers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds the places to which agents' files want callers put through against what may be dialled. */
final class TransferRules {
    private TransferRules() {}

    /** Restrictions of agents that are not there restrict nobody, who may have been meant to be. */
    static List<ConfigProblem> strangers(Collection<AgentSpec> agents, DialConfig dial) {
        Set<String> ids = agents.stream().map(AgentSpec::id).collect(Collectors.toCollection(TreeSet::new));
        return dial.agents().keySet().stream()
                .filter(id -> !ids.contains(id))
                .sorted()
                .map(id -> new ConfigProblem(
                        Path.of("parley.yaml"),
                        0,
                        "dial.agents." + id,
                        id,
                        "one of the agents: " + String.join(", ", ids)))
                .toList();
    }

    static List<ConfigProblem> problems(Collection<AgentSpec> agents, DialConfig dial, OwnUsers users) {
        List<ConfigProblem> problems = new ArrayList<>();
        agents.forEach(agent -> agent.transfers().forEach((name, transfer) -> {
            String why = why(agent, transfer, dial, users);
            if (why != null) {
                problems.add(new ConfigProblem(
                        agent.folder().resolve("agent.yaml"), 0, "transfers." + name, transfer.to(), why));
            }
        }));
        return problems;
    }

    private static @Nullable String why(AgentSpec agent, TransferSpec transfer, DialConfig dial, OwnUsers users) {
        String trunk = transfer.trunk() == null ? "" : transfer.trunk();
        return dial.switched(true) // the switch is no fault of a file's
                .refusal(transfer.to(), transfer.trunk() == null && users.has(transfer.to()), agent.id(), trunk)
                .map(refusal -> "a place that may be dialled; " + refusal.help())
                .orElse(null);
    }
}
