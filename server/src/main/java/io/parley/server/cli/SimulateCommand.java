package io.parley.server.cli;

import io.parley.config.AgentSpec;
import io.parley.server.Home;
import io.parley.server.simulate.Conditions;
import io.parley.server.simulate.Rehearsal;
import io.parley.server.simulate.Scene;
import io.parley.server.simulate.Scenes;
import io.parley.server.simulate.Stage;
import io.parley.server.simulate.VirtualStages;
import io.parley.server.simulate.WireStage;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./parley simulate}: an agent's calls are its tests. */
@Command(
        name = "simulate",
        description = "Run the scripted callers that lie beside agents (calls/*.yaml), without a network and many times"
                + " faster than real time, and hold what comes of it against what they expect.")
final class SimulateCommand implements Callable<Integer> {
    private static final int MOST_PARALLEL = 64;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private LogForm log = new LogForm();

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "A script, an agent's folder, a folder of agents.")
    private List<Path> paths = List.of();

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description = "Only these calls: latte, or coffee-shop/latte.")
    private List<String> only = List.of();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Draws the callers' voices and the noise. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--today",
            paramLabel = "DATE",
            description = "The day of calls whose script names none, such as 2026-03-03. Default: today.")
    private @Nullable LocalDate today;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            description = "Calls at once, each on a thread of its own. Default: the processors.")
    private @Nullable Integer parallel;

    @Option(names = "--rtp", description = "Over real SIP and RTP on loopback, in real time, one call after another.")
    private boolean rtp;

    @Option(names = "--live", description = "Actions reach their real APIs; what the scripts answer does not count.")
    private boolean live;

    @Option(names = "--verbose", description = "Show the conversation of every call, not only of those that fail.")
    private boolean verbose;

    @Option(names = "--json", description = "One JSON object a line, a summary as the last.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        log.apply(Level.WARN);
        Home home = Home.ofThisProcess();
        List<Scene> scenes = scenes();
        Conditions conditions = new Conditions(seed, today == null ? LocalDate.now() : today, live);
        Lines lines = new Lines(Output.of(spec), json);
        SimulationReport report = new SimulationReport(lines, scenes, conditions, verbose);
        try (Opened opened = open(home, scenes, conditions, step -> lines.say(step + " …"))) {
            report.begin();
            Rehearsal.of(scenes, opened.stages, report::play, report::tell);
        }
        return report.end() ? Exit.DONE : Exit.FAILED;
    }

    private List<Scene> scenes() {
        List<Scene> all = Scenes.find(paths);
        List<Scene> chosen =
                only.isEmpty() ? all : all.stream().filter(this::chosen).toList();
        for (String name : only) {
            if (all.stream().noneMatch(scene -> isNamed(scene, name))) {
                throw new UsageFault("--only: found '" + name + "', expected one of "
                        + String.join(", ", all.stream().map(Scene::name).toList()));
            }
        }
        if (chosen.isEmpty()) {
            throw new UsageFault(paths + ": no calls; expected scripts (calls/*.yaml) in an agent's folder");
        }
        return chosen;
    }

    private boolean chosen(Scene scene) {
        return only.stream().anyMatch(name -> isNamed(scene, name));
    }

    private static boolean isNamed(Scene scene, String name) {
        return name.equals(scene.name()) || name.equals(scene.script().name());
    }

    /** The stages, and what closes all that stands behind them. */
    private record Opened(List<Stage> stages, Runnable house) implements AutoCloseable {
        @Override
        public void close() {
            house.run();
        }
    }

    private Opened open(Home home, List<Scene> scenes, Conditions conditions, Consumer<String> progress) {
        Map<String, AgentSpec> agents = new LinkedHashMap<>();
        scenes.forEach(scene -> {
            AgentSpec other = agents.putIfAbsent(scene.agent().id(), scene.agent());
            if (other != null && !other.folder().equals(scene.agent().folder())) {
                throw new UsageFault(scene.agent().folder() + ": found another agent of the same name in "
                        + other.folder() + ", expected names of their own");
            }
        });
        List<AgentSpec> specs = List.copyOf(agents.values());
        if (rtp) {
            WireStage stage = new WireStage(home, specs, conditions, progress);
            return new Opened(List.of(stage), stage::close);
        }
        VirtualStages stages = new VirtualStages(home, specs, conditions, atOnce(scenes.size()), progress);
        return new Opened(stages.stages(), stages::close);
    }

    private int atOnce(int calls) {
        int usual = Math.min(MOST_PARALLEL, Runtime.getRuntime().availableProcessors());
        int wanted = parallel == null ? usual : parallel;
        UsageFault.unlessWithin("--parallel", wanted, 1, MOST_PARALLEL);
        return Math.min(calls, wanted);
    }
}
