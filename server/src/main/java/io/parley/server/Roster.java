package io.parley.server;

import io.parley.agent.AgentRuntime;
import io.parley.config.AgentSpec;
import io.parley.config.AgentSpecs;
import io.parley.config.ConfigException;
import io.parley.config.ConfigProblem;
import io.parley.config.DialConfig;
import io.parley.config.Routes;
import io.parley.sip.OwnUsers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The agents of files, as they are served: read at the start and again when a file has changed. A call keeps the agent
 * that it began with. On a thread that may block, one at a time.
 */
final class Roster {
    private final Setup setup;
    private final Supplier<DialConfig> dial;
    private final AgentFiles files;
    private final FileReception reception;
    private volatile List<AgentSpec> specs;
    private Map<String, AgentRuntime> agents = Map.of();

    /**
     * What reading the files again has come to.
     *
     * @param changed ids of agents that are new or not what they were
     * @param gone ids of agents that are no more
     */
    record Change(List<String> changed, List<String> gone) {
        boolean isNone() {
            return changed.isEmpty() && gone.isEmpty();
        }
    }

    /**
     * Reads the files; nobody answers yet.
     *
     * @param dial whom agents may call, as it is whenever the files are read
     * @throws ConfigException with everything that is wrong in them
     */
    Roster(Setup setup, Supplier<DialConfig> dial) {
        this.setup = setup;
        this.dial = dial;
        this.files = AgentFiles.of(setup.config().agents());
        this.specs = read();
        this.reception = new FileReception(routes(specs));
    }

    /** As they were just before they were read for the first time. */
    AgentFiles files() {
        return files;
    }

    FileReception reception() {
        return reception;
    }

    /** Those that are served. Any thread. */
    List<AgentSpec> specs() {
        return specs;
    }

    /** @param ready all of them, who answer from now on */
    synchronized void open(Map<String, AgentRuntime> ready) {
        agents = ready;
        reception.staff(routes(specs), agents);
    }

    /**
     * Reads the files again; what has changed in them answers the next call.
     *
     * @param prepare makes those ready, by id, that have changed
     * @throws ConfigException with everything that is wrong, and then all is as it was
     */
    synchronized Change refresh(Function<List<AgentSpec>, Map<String, AgentRuntime>> prepare) {
        List<AgentSpec> now = read();
        Routes routes = routes(now);
        Map<String, AgentSpec> before = new HashMap<>();
        specs.forEach(spec -> before.put(spec.id(), spec));
        List<AgentSpec> changed =
                now.stream().filter(spec -> !spec.equals(before.get(spec.id()))).toList();
        Map<String, AgentRuntime> made = changed.isEmpty() ? Map.of() : prepare.apply(changed);
        Map<String, AgentRuntime> staff = new LinkedHashMap<>();
        for (AgentSpec spec : now) {
            staff.put(spec.id(), made.getOrDefault(spec.id(), agents.get(spec.id())));
            before.remove(spec.id());
        }
        reception.staff(routes, staff);
        specs = now;
        agents = staff;
        return new Change(changed.stream().map(AgentSpec::id).toList(), List.copyOf(before.keySet()));
    }

    private List<AgentSpec> read() {
        List<AgentSpec> read = setup.heard(AgentSpecs.load(setup.config().agents()));
        List<ConfigProblem> missing = new ArrayList<>(setup.config().dictation().missing(read));
        missing.addAll(TransferTrunks.problems(read, setup.config().trunks()));
        missing.addAll(TransferRules.strangers(read, dial.get()));
        missing.addAll(TransferRules.problems(
                read,
                dial.get(),
                OwnUsers.of(setup.config().sip(), setup.config().registrar())));
        if (!missing.isEmpty()) {
            throw new ConfigException(missing);
        }
        return read;
    }

    /** @throws ConfigException if the configuration leads to an agent that is not there */
    private Routes routes(List<AgentSpec> agents) {
        return Routes.of(agents, setup.config().routes());
    }
}
