package io.parley.server;

import io.parley.config.AgentSpec;
import io.parley.config.ConfigProblem;
import io.parley.config.Trunk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Holds the trunks by which agents' files want people called against those that calls can be made by. */
final class TransferTrunks {
    private TransferTrunks() {}

    static List<ConfigProblem> problems(Collection<AgentSpec> agents, List<Trunk> trunks) {
        List<String> names = trunks.stream()
                .filter(trunk -> trunk.registration() != null)
                .map(Trunk::name)
                .toList();
        String expected = names.isEmpty()
                ? "no trunk: the server's configuration has none that it registers with"
                : "one of " + String.join(", ", names) + ", the trunks that the server registers with";
        List<ConfigProblem> problems = new ArrayList<>();
        agents.forEach(agent -> agent.transfers().forEach((name, transfer) -> {
            if (transfer.trunk() != null && !names.contains(transfer.trunk())) {
                problems.add(new ConfigProblem(
                        agent.folder().resolve("agent.yaml"),
                        0,
                        "transfers." + name + ".trunk",
                        transfer.trunk(),
                        expected));
            }
        }));
        return problems;
    }
}
