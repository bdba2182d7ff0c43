package io.parley.server;

import io.parley.config.AgentSpec;
import io.parley.config.ConfigProblem;
import io.parley.config.DialConfig;
import io.parley.config.RegistrarConfig;
import io.parley.config.TransferSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds the places to which agents' files want callers put through against what may be dialled. */
final class TransferRules {
    private TransferRules() {}

    static List<ConfigProblem> problems(Collection<AgentSpec> agents, DialConfig dial, RegistrarConfig registrar) {
        List<ConfigProblem> problems = new ArrayList<>();
        agents.forEach(agent -> agent.transfers().forEach((name, transfer) -> {
            String why = why(agent, transfer, dial, registrar);
            if (why != null) {
                problems.add(new ConfigProblem(
                        agent.folder().resolve("agent.yaml"), 0, "transfers." + name, transfer.to(), why));
            }
        }));
        return problems;
    }

    private static @Nullable String why(
            AgentSpec agent, TransferSpec transfer, DialConfig dial, RegistrarConfig registrar) {
        String user = transfer.to().replaceFirst("^[^:]*:", "").replaceFirst("@.*", "");
        boolean ours = transfer.trunk() == null
                && registrar.users().stream().anyMatch(known -> known.name().equals(user));
        String trunk = transfer.trunk() == null ? "" : transfer.trunk();
        return dial.switched(true) // the switch is no fault of a file's
                .refusal(transfer.to(), ours, agent.id(), trunk)
                .map(refusal -> "a place that may be dialled; " + refusal.help())
                .orElse(null);
    }
}
