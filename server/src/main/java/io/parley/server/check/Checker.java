package io.parley.server.check;

import io.parley.actions.HttpActionBus;
import io.parley.config.AgentSpec;
import io.parley.config.AgentSpecs;
import io.parley.config.CallScripts;
import io.parley.config.ConfigException;
import io.parley.config.ConfigProblem;
import io.parley.config.ParleyConfig;
import io.parley.config.Routes;
import io.parley.server.Home;
import io.parley.server.VoiceNames;
import io.parley.server.demo.ExampleApis;
import io.parley.server.simulate.Scenes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Finds everything that is wrong in agents, their actions, their calls, and configurations. Blocks on the file system. */
public final class Checker {
    private static final String AGENT_FILE = "agent.yaml";
    private static final String CONFIG_FILE = "parley.yaml";

    private final Home home;
    private final Map<String, String> env;
    private final List<ConfigProblem> problems = new ArrayList<>();
    private final Set<String> agents = new TreeSet<>();
    private int actions;
    private int calls;
    private int configurations;

    /**
     * What a check found.
     *
     * @param summary how much was checked, for people
     */
    public record Result(List<ConfigProblem> problems, String summary) {}

    /** @param env what the files' <code>${env:NAME}</code> stand for */
    public Checker(Home home, Map<String, String> env) {
        this.home = home;
        this.env = env;
    }

    /** @param paths agents' files, folders, folders of agents, scripts of calls, configurations */
    public Result check(List<Path> paths) {
        paths.forEach(this::check);
        String summary =
                count(agents.size(), "agent") + (agents.isEmpty() ? "" : " (" + String.join(", ", agents) + ")")
                        + ", " + count(actions, "action") + ", " + count(calls, "call")
                        + (configurations == 0 ? "" : ", " + count(configurations, "configuration"));
        return new Result(problems.stream().distinct().toList(), summary);
    }

    private static String count(int n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }

    private void check(Path path) {
        Path inside = path.resolve(CONFIG_FILE);
        if (Files.isDirectory(path) && Files.isRegularFile(inside)) {
            configuration(inside);
        } else if (Scenes.isScript(path)) {
            collecting(() -> Scenes.find(List.of(path)), scenes -> calls += scenes.size());
        } else if (Files.isRegularFile(path) && !path.endsWith(AGENT_FILE)) {
            configuration(path);
        } else {
            agents(List.of(path));
        }
    }

    private void configuration(Path file) {
        collecting(() -> ParleyConfig.load(file), config -> {
            configurations++;
            List<AgentSpec> specs = agents(config.agents());
            problems.addAll(config.dictation().missing(specs));
            if (!specs.isEmpty()) {
                Routes.of(specs, config.routes());
            }
        });
    }

    private List<AgentSpec> agents(List<Path> paths) {
        List<AgentSpec> found = new ArrayList<>();
        collecting(() -> AgentSpecs.load(paths), specs -> {
            found.addAll(specs);
            specs.forEach(this::agent);
            problems.addAll(VoiceNames.problems(specs, VoiceNames.voices(home)));
        });
        return found;
    }

    private void agent(AgentSpec agent) {
        agents.add(agent.id());
        actions += agent.actions().size();
        Path file = agent.folder().resolve("actions.yaml");
        problems.addAll(MarkupCheck.of(agent));
        problems.addAll(HttpActionBus.check(file, agent.actions().values(), environment(agent)));
        collecting(() -> CallScripts.load(agent), scripts -> calls += scripts.size());
    }

    /** What the examples' own variables will stand for is known only when the examples' business runs. */
    private Map<String, String> environment(AgentSpec agent) {
        Map<String, String> known = new LinkedHashMap<>();
        if (ExampleApis.isExample(home.examples(), agent)) {
            ExampleApis.VARIABLES.forEach(name -> known.put(name, "http://127.0.0.1:8080"));
        }
        known.putAll(env);
        return known;
    }

    private <T> void collecting(Supplier<T> load, java.util.function.Consumer<T> then) {
        try {
            then.accept(load.get());
        } catch (ConfigException e) {
            problems.addAll(e.problems());
        }
    }
}
